package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the machine's memory a process has. Linux only. */
final class ResidentMemory {
  private static final Pattern KILOBYTES = Pattern.compile("VmRSS:\\s*(\\d+) kB");

  private ResidentMemory() {}

  static double megabytes(ProcessHandle process) throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    Matcher found = KILOBYTES.matcher(status);
    if (!found.find()) {
      throw new IllegalStateException("process " + process.pid() + " has ended");
    }
    return Long.parseLong(found.group(1)) / 1024.0;
  }
}
