package io.drover.observe;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Counts the events that routes are working on. Thread-safe. */
public final class InFlight implements DeliveryListener {
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  @Override
  public void settled(Settlement settlement) {
    // it has ended only when its route says so
  }

  @Override
  public void started(String route) {
    of(route).incrementAndGet();
  }

  @Override
  public void ended(String route) {
    of(route).decrementAndGet();
  }

  /** The count of a route, which goes on changing. */
  AtomicInteger of(String route) {
    return counts.computeIfAbsent(route, r -> new AtomicInteger());
  }

  /** Such as {@code service-ingress 1, thumbnails 2}; empty if there are none. */
  public String describe() {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .filter(count -> count.getValue().get() > 0)
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
  }
}
