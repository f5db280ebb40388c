package io.drover.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The circuits of the APIs that a context's routes act on. Thread-safe. */
final class Circuits {
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

  Circuit of(String api) {
    return circuits.computeIfAbsent(api, Circuits::make);
  }

  static Circuit make(String api) {
    Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, Math::random);
    return new Circuit(api, backoff, System::nanoTime);
  }

  Collection<Circuit> all() {
    return List.copyOf(circuits.values());
  }

  int open() {
    return (int) circuits.values().stream().filter(Circuit::isOpen).count();
  }

  /** How long a route is held by any of them. */
  Duration hold(String route) {
    return circuits.values().stream()
        .map(circuit -> circuit.hold(route))
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }
}
