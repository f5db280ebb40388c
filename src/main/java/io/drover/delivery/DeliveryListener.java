package io.drover.delivery;

import java.time.Duration;

/**
 * Is told what becomes of events. All beans of this type in Camel's registry are, on the threads
 * that do the work: a listener is quick, and what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface DeliveryListener {
  /** An attempt at an event is over; the source acknowledges after this. */
  void settled(Settlement settlement);

  /** A route began to work on an event. */
  default void started(String route) {}

  /** A route no longer works on an event that it had begun to. */
  default void ended(String route) {}

  /** An action of a route made its requests, well or not, and this long it took. */
  default void acted(String route, String step, Duration took) {}

  /** A source has begun that keeps what waits by itself. */
  default void waiting(String route, Backlog backlog) {}
}
