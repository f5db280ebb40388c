package io.drover.bench;

/**
 * What was measured of a reader in a round.
 *
 * @param restMegabytes resident memory before the first event; 0 if that was not measured
 * @param loadMegabytes the most of it while it worked
 */
record QueueFigures(
    int events, double seconds, CpuTime cpu, double restMegabytes, double loadMegabytes) {
  double perSecond() {
    return events / seconds;
  }

  /** Milliseconds of processor time for each event. */
  double ownCpu() {
    return cpu.subject().toNanos() / 1e6 / events;
  }

  /** That of the servers. */
  double serversCpu() {
    return cpu.servers().toNanos() / 1e6 / events;
  }
}
