package io.drover.observe;

import io.drover.delivery.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Gauges for each queue, for as long as its source runs. Thread-safe. */
final class QueueMeters {
  private static final String DEPTH = "drover.queue.depth";
  private static final String OLDEST = "drover.queue.oldest";
  private final MeterRegistry meters;
  private final Map<String, Backlog> sources = new HashMap<>();

  QueueMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A route's newest source takes the place of the one before. */
  synchronized void add(String route, Backlog backlog) {
    if (sources.put(route, backlog) == null) {
      Gauge.builder(DEPTH, () -> value(route, Backlog::depth))
          .description("What waits in the queue of a source, for now or for later")
          .tag("route", route)
          .register(meters);
      Gauge.builder(OLDEST, () -> value(route, source -> source.oldest().toMillis() / 1000.0))
          .description("How long that waits which has been waiting longest for a worker")
          .baseUnit("seconds")
          .tag("route", route)
          .register(meters);
    }
  }

  /** The look that finds a source ended is the last one at its gauges. */
  private synchronized double value(String route, ToDoubleFunction<Backlog> what) {
    Backlog source = sources.get(route);
    if (source != null && source.depth() >= 0) {
      return what.applyAsDouble(source);
    }
    if (sources.remove(route) != null) {
      for (String name : List.of(DEPTH, OLDEST)) {
        Meter gauge = meters.find(name).tag("route", route).gauge();
        if (gauge != null) {
          meters.remove(gauge);
        }
      }
    }
    return Double.NaN;
  }
}
