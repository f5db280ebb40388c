package io.drover.cli;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps settlements until they are waited for. Thread-safe. */
final class Settled implements DeliveryListener {
  private final List<Settlement> settlements = new ArrayList<>();

  @Override
  public synchronized void settled(Settlement settlement) {
    settlements.add(settlement);
    notifyAll();
  }

  /** All until now, oldest first. */
  synchronized List<Settlement> all() {
    return List.copyOf(settlements);
  }

  /** The first that matches, past or to come; empty if none does in time. */
  synchronized Optional<Settlement> await(Predicate<Settlement> which, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<Settlement> found = settlements.stream().filter(which).findFirst();
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (found.isPresent() || millis <= 0) {
        return found;
      }
      wait(millis);
    }
  }
}
