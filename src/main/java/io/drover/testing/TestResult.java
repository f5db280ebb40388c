package io.drover.testing;

import java.time.Duration;
import java.util.List;

/**
 * What became of one test.
 *
 * @param line where it stands in its file
 * @param faults what was not as expected; empty if it passed
 */
public record TestResult(String name, int line, List<String> faults, Duration took) {
  public boolean passed() {
    return faults.isEmpty();
  }
}
