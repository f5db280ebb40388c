package io.drover.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** A gauge for each queue, for as long as its source runs. Thread-safe. */
final class QueueDepths {
  private static final String NAME = "drover.queue.depth";
  private final MeterRegistry meters;
  private final Map<String, IntSupplier> sources = new HashMap<>();

  QueueDepths(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A route's newest source takes the place of the one before. */
  synchronized void add(String route, IntSupplier waiting) {
    if (sources.put(route, waiting) == null) {
      Gauge.builder(NAME, () -> depth(route))
          .description("What waits in the queue of a source, for now or for later")
          .tag("route", route)
          .register(meters);
    }
  }

  /** The look that finds a source ended is the last one at its gauge. */
  private synchronized double depth(String route) {
    IntSupplier source = sources.get(route);
    int depth = source == null ? -1 : source.getAsInt();
    if (depth >= 0) {
      return depth;
    }
    Gauge gauge = meters.find(NAME).tag("route", route).gauge();
    if (sources.remove(route) != null && gauge != null) {
      meters.remove(gauge);
    }
    return Double.NaN;
  }
}
