package io.drover.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What figures depend on: the machine, the commit, the command. Linux only. */
final class Machine {
  private Machine() {}

  /** The Java of this process and of those that it starts, in words. */
  static String java() {
    return String.format(
        "Java %s, every JVM with `%s`",
        System.getProperty("java.runtime.version"), String.join(" ", ChildProcess.FLAGS));
  }

  /** The same, where those that are measured have flags of their own. */
  static String java(String flags) {
    return String.format(
        "Java %s, Drover and what of Java it is measured beside with `%s`",
        System.getProperty("java.runtime.version"), flags);
  }

  /**
   * A list of it, as Markdown.
   *
   * @param folder on the disk that is measured
   * @param load of the machine before the run
   * @param java what is to be said of it
   */
  static String describe(String command, Path folder, double load, String java) throws IOException {
    return String.format(
        Locale.ROOT,
        """
        - `%s`, commit %s
        - %s, %d cores, %d GiB of memory, %s, Linux %s
        - %s
        - load of the machine %.1f before, %.1f at the end
        """,
        command,
        commit(),
        found("model name\\s*: (.*)", Path.of("/proc/cpuinfo")),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        Files.getFileStore(folder).type(),
        System.getProperty("os.version"),
        java,
        load,
        load());
  }

  /** The average number of processes that want to run, of the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static long memory() throws IOException {
    String kilobytes = found("MemTotal:\\s*(\\d+) kB", Path.of("/proc/meminfo"));
    return Math.round(Long.parseLong(kilobytes) / 1024.0 / 1024.0);
  }

  private static String found(String pattern, Path file) throws IOException {
    Matcher text = Pattern.compile(pattern).matcher(Files.readString(file));
    return text.find() ? text.group(1) : "0";
  }

  private static String commit() throws IOException {
    String changed = git("status", "--porcelain", "src", "bench").isEmpty() ? "" : ", changed";
    return git("rev-parse", "--short", "HEAD") + changed;
  }

  private static String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
