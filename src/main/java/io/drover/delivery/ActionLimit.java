package io.drover.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How often and how many at once an action may run. Who comes too early waits for a turn that is
 * near, and is sent away from one that is not, so that waiting events do not hold every thread.
 * Thread-safe.
 */
public final class ActionLimit {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Waits for a time, as {@link Thread#sleep} does. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final double perSecond;
  private final Semaphore turns;
  private final LongSupplier nanoClock;
  private final Sleeper sleeper;
  private long nextNanos;

  /**
   * @param perSecond the most starts in any second, evenly spaced; 0 for no limit, 0.1 for one
   *     every ten seconds
   * @param atOnce the most that run at the same time; 0 for no limit
   */
  public ActionLimit(double perSecond, int atOnce) {
    this(perSecond, atOnce, System::nanoTime, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }

  ActionLimit(double perSecond, int atOnce, LongSupplier nanoClock, Sleeper sleeper) {
    if (!(perSecond >= 0) || atOnce < 0) {
      throw new IllegalArgumentException(
          "maxPerSecond=" + perSecond + ", maxConcurrent=" + atOnce + ": neither may be below 0");
    }
    this.perSecond = perSecond;
    this.turns = atOnce == 0 ? null : new Semaphore(atOnce, true);
    this.nanoClock = nanoClock;
    this.sleeper = sleeper;
    this.nextNanos = nanoClock.getAsLong();
  }

  /**
   * Runs an action in its turn.
   *
   * @throws UnavailableException if its turn is too far off
   */
  public <T> T run(Supplier<T> action) {
    try {
      if (turns != null && !turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UnavailableException("as many as maxConcurrent allows are at work");
      }
      try {
        sleeper.sleep(reserve());
        return action.get();
      } finally {
        if (turns != null) {
          turns.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("stopped while it waited for its turn");
    }
  }

  /** Takes the next start; how long it is until then. */
  private synchronized Duration reserve() {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    long now = nanoClock.getAsLong();
    Duration wait = Duration.ofNanos(Math.max(0, nextNanos - now));
    if (wait.compareTo(PATIENCE) > 0) {
      throw new UnavailableException("maxPerSecond=" + perSecond + " is reached", wait);
    }
    nextNanos = now + wait.toNanos() + (long) Math.ceil(TimeUnit.SECONDS.toNanos(1) / perSecond);
    return wait;
  }
}
