package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which faults hit, and when, counted from its making. Thread-safe. */
final class FaultLog {
  private final long start = System.nanoTime();
  private final Map<Fault, List<Long>> offsets = new EnumMap<>(Fault.class);

  synchronized void add(Fault fault) {
    offsets.computeIfAbsent(fault, f -> new ArrayList<>()).add(System.nanoTime() - start);
  }

  synchronized int count(Fault fault) {
    return offsets.getOrDefault(fault, List.of()).size();
  }

  Duration age() {
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
            .map(n -> String.format(Locale.ROOT, "%.1f", n / 1e9))
            .collect(Collectors.joining(" "));
    return String.format("  %-36s %4d  at %s s%n", fault.words(), nanos.size(), seconds);
  }
}
