package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of evaluating a script for a while.
 *
 * @param result of the last evaluation
 * @param cpuNanos processor time of the whole process
 * @param bytes that were asked for
 */
record ScriptMeasurement(JsonNode result, long evaluations, long nanos, long cpuNanos, long bytes) {
  double perSecond() {
    return evaluations * 1e9 / nanos;
  }

  double cpuMicros() {
    return cpuNanos / 1e3 / evaluations;
  }

  double kilobytes() {
    return bytes / 1e3 / evaluations;
  }
}
