package io.drover.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that ends by itself, with a Java that the launcher is to take. */
final class ShortProcess {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private final List<String> command;
  private final Path javaHome;

  ShortProcess(Path javaHome, List<String> command) {
    this.javaHome = javaHome;
    this.command = command;
  }

  /** Runs it; how many milliseconds it took. */
  double millis() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process = start();
    int exit = process.waitFor();
    long ended = System.nanoTime();
    check(exit);
    return (ended - began) / 1e6;
  }

  /** Runs it; the most memory that it had, in megabytes. */
  double peakMegabytes() throws IOException, InterruptedException {
    Process process = start();
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, kilobytes(status));
    }
    check(process.waitFor());
    return peak / 1024.0;
  }

  /** What it says. */
  String output() throws IOException, InterruptedException {
    Process process = builder().redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    check(process.waitFor());
    return said;
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    return builder;
  }

  private Process start() throws IOException {
    return builder()
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void check(int exit) {
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": ended with " + exit);
    }
  }

  private static long kilobytes(Path status) throws IOException {
    try {
      Matcher peak = PEAK.matcher(Files.readString(status));
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (NoSuchFileException e) { // it has just ended
      return 0;
    } catch (IOException e) {
      if ("No such process".equals(e.getMessage())) {
        return 0;
      }
      throw e;
    }
  }
}
