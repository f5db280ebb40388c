package io.drover.delivery;

import java.time.Duration;

/**
 * Keeps events between their sources and their routes, and gives each to one of the replicas that
 * have its route. Thread-safe.
 */
public interface Bus {
  /**
   * Keeps an event. By the time this returns it outlives this process; kept again it is there once,
   * for a time.
   *
   * @return where it is, in words for a person
   * @throws PermanentException if it cannot be kept as it is; whatever else is thrown, it may be
   *     later
   */
  String keep(String route, ReadMessage content);

  /** How long no event can be kept; zero if the next one can be tried. */
  Duration hold();

  /** Begins to give events of a route to this process, while the inlet is open. */
  Outlet open(String route, Inlet inlet);

  /** What gives events. */
  interface Outlet extends AutoCloseable {
    /** Gives no more, and waits a little for what is at work. */
    @Override
    void close();
  }
}
