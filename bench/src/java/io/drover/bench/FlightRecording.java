package io.drover.bench;

import java.nio.file.Path;
import java.util.List;

/** Records a JVM with JDK Flight Recorder. */
final class FlightRecording {
  private FlightRecording() {}

  /**
   * Flags for the JVM.
   *
   * @param file that is written when the JVM ends, or null to record nothing
   */
  static List<String> flags(Path file) {
    return file == null
        ? List.of()
        : List.of(
            "-Xlog:jfr+startup=off", // it would go to standard output
            "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                + file.toAbsolutePath());
  }
}
