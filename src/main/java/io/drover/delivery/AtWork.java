package io.drover.delivery;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The events that are being worked on, each by one delivery. Thread-safe. */
final class AtWork {
  private final Map<String, CompletableFuture<Settlement>> events = new ConcurrentHashMap<>();

  /**
   * Takes an event on, unless another delivery of it is at work.
   *
   * @param waiting told what becomes of that one
   * @return whether it was taken on; {@link #end} must follow then
   */
  boolean begin(Delivery delivery, Consumer<Settlement> waiting) {
    CompletableFuture<Settlement> other =
        events.putIfAbsent(name(delivery), new CompletableFuture<>());
    if (other != null) {
      CompletableFuture<Void> unused = other.thenAccept(waiting);
    }
    return other == null;
  }

  /** The work on an event is over; of one that was not taken on, nothing happens. */
  void end(Delivery delivery, Settlement settlement) {
    CompletableFuture<Settlement> waitedFor = events.remove(name(delivery));
    if (waitedFor != null) {
      waitedFor.complete(settlement);
    }
  }

  private static String name(Delivery delivery) {
    return DeadLetter.key(delivery.route(), delivery.event().id());
  }
}
