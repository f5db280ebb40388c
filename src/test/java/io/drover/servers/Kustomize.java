package io.drover.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The real kustomize. */
public final class Kustomize {
  private Kustomize() {}

  /** What {@code kustomize build} makes of a folder: YAML documents. */
  public static String build(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Binaries.executable("kustomize").toString(), "build", folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("kustomize build " + folder + ": " + output);
    }
    return output;
  }
}
