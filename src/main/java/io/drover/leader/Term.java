package io.drover.leader;

import io.drover.delivery.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The time for which this process leads: from each renewal of the Lease for a fixed length, which
 * is shorter than others wait. It ends by the clock alone, whatever else hangs. Thread-safe.
 */
final class Term implements Leadership {
  private final long lengthNanos;
  private final LongSupplier nanoClock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Long endNanos; // null if it leads no more; before or after any time is possible
  private boolean told;

  /**
   * @param nanoClock one that nobody sets, such as {@link System#nanoTime}
   */
  Term(Duration length, LongSupplier nanoClock) {
    this.lengthNanos = length.toNanos();
    this.nanoClock = nanoClock;
  }

  @Override
  public boolean leads() {
    Long end = endNanos;
    return end != null && nanoClock.getAsLong() - end < 0;
  }

  /**
   * The Lease is this process's own.
   *
   * @param sinceNanos when the request began that made it so: others count from later on
   */
  synchronized void renewed(long sinceNanos) {
    look(); // whether it ended in between
    endNanos = sinceNanos + lengthNanos;
    look();
  }

  /** The Lease is, or is about to be, another's. */
  synchronized void end() {
    endNanos = null;
    look();
  }

  /** Tells those who listen what has changed. */
  synchronized void look() {
    boolean now = leads();
    if (now != told) {
      told = now;
      listeners.forEach(now ? Listener::gained : Listener::lost);
    }
  }

  @Override
  public void add(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void remove(Listener listener) {
    listeners.remove(listener);
  }
}
