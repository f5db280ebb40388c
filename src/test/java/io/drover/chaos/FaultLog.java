package io.drover.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which faults hit, and when, counted from the beginning. Thread-safe. */
final class FaultLog {
  private static final int SHOWN = 40;
  private long start = System.nanoTime();
  private final Map<Fault, List<Long>> offsets = new EnumMap<>(Fault.class);

  /** All servers are up: time counts from here. */
  synchronized void begin() {
    start = System.nanoTime();
  }

  synchronized void add(Fault fault) {
    offsets.computeIfAbsent(fault, f -> new ArrayList<>()).add(System.nanoTime() - start);
    notifyAll();
  }

  /** Waits until a fault has hit so often, but not longer than given. */
  synchronized void await(Fault fault, int count, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toMillis(); count(fault) < count && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized int total() {
    return offsets.values().stream().mapToInt(List::size).sum();
  }

  synchronized int count(Fault fault) {
    return offsets.getOrDefault(fault, List.of()).size();
  }

  /** When time began to count. */
  synchronized Instant began() {
    return Instant.now().minus(age());
  }

  synchronized Duration age() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A line for each kind: how often, and the seconds at which. */
  synchronized String text() {
    return offsets.entrySet().stream()
        .map(e -> line(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
  }

  private static String line(Fault fault, List<Long> nanos) {
    String seconds =
        nanos.stream()
            .limit(SHOWN)
            .map(n -> String.format(Locale.ROOT, "%.1f", n / 1e9))
            .collect(Collectors.joining(" "));
    String more = nanos.size() > SHOWN ? " ..." : "";
    return String.format("  %-36s %4d  at %s s%s%n", fault.words(), nanos.size(), seconds, more);
  }
}
