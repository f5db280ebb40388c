package io.drover.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar, run as a user runs it. */
public final class DroverProcess {
  /** What it printed, and its exit code. */
  record Result(int exit, String out, String err) {}

  /** What the build made. */
  static final Path JAR = Path.of(System.getProperty("drover.jar", "target/drover.jar"));

  private DroverProcess() {}

  /** How it is started in a folder; there is no kubeconfig unless the caller gives one. */
  public static ProcessBuilder command(Path folder, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(JAR.toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("KUBECONFIG", folder.resolve("no-kubeconfig").toString());
    builder.environment().put("DROVER_MANAGEMENT_PORT", "0");
    return builder;
  }

  /** Runs it to its end. */
  static Result run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("drover", ".out");
    Path err = Files.createTempFile("drover", ".err");
    ProcessBuilder builder = command(folder, arguments);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after 60 s: " + List.of(arguments));
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
