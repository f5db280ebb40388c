package io.drover.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * What was done, what hit, and what came of it.
 *
 * @param title the case, its seed and its size
 */
record ChaosReport<V extends Judgement>(String title, FaultLog faults, V verdict) {
  private static final Path FOLDER = Path.of("target", "chaos").toAbsolutePath();

  /** Where Drover's log of a case goes. */
  static Path log(String name) throws IOException {
    return Files.createDirectories(FOLDER).resolve(name + ".drover.log");
  }

  /** Prints it, and adds it to target/chaos/REPORT.txt. */
  ChaosReport<V> publish() throws IOException {
    System.out.println(text());
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve("REPORT.txt"),
        Instant.now() + " " + text() + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return this;
  }

  String text() {
    return String.format(
        "%s, at rest after %d s%nfaults that hit: %d%n%sverdict: %s%n%s",
        title,
        faults.age().toSeconds(),
        faults.total(),
        faults.text(),
        verdict.holds() ? "all as promised" : "A PROMISE IS BROKEN",
        verdict.text());
  }
}
