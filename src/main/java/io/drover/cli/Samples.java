package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code demo --once} works on: bucket events and Kubernetes objects. */
final class Samples {
  private static final List<String> BUNDLED = List.of("dov-bear.json", "fortune-svc.yaml");

  /** A file: {@code *.json} a bucket event, {@code *.yaml} Kubernetes objects. */
  record Sample(String name, String text) {
    boolean isBucketEvent() {
      return name.endsWith(".json");
    }
  }

  private Samples() {}

  static List<Sample> bundled() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (String name : BUNDLED) {
      try (InputStream in = Samples.class.getResourceAsStream("/demo/samples/" + name)) {
        samples.add(new Sample(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
    return samples;
  }

  /**
   * The files of a folder, by name.
   *
   * @throws UsageException if it cannot be read, is empty or holds another kind of file
   */
  static List<Sample> in(Path folder) {
    List<Sample> samples = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".json") && !name.endsWith(".yaml")) {
          throw new UsageException(
              file + ": a sample is NAME.json, a bucket event, or NAME.yaml, Kubernetes objects");
        }
        samples.add(new Sample(name, Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UsageException("--samples " + folder + ": cannot be read: " + e, e);
    }
    if (samples.isEmpty()) {
      throw new UsageException("--samples " + folder + ": no sample is in it");
    }
    return samples;
  }
}
