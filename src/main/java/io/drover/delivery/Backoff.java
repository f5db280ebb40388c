package io.drover.delivery;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubled each time up to a cap, with a random share
 * taken off so that many that failed together do not come back together.
 *
 * @param firstMillis the wait after the first attempt, before jitter
 * @param maxMillis the longest wait
 * @param random gives numbers from 0 up to, not including, 1
 */
public record Backoff(long firstMillis, long maxMillis, DoubleSupplier random) {
  private static final double JITTER = 0.2;

  /** The default: 500 ms, doubled up to 5 minutes. */
  public static Backoff standard() {
    return new Backoff(500, 300_000, Math::random);
  }

  /**
   * The wait in milliseconds.
   *
   * @param attempts how many have been made, at least 1
   */
  public long delayMillis(int attempts) {
    int doublings = Math.min(attempts - 1, 40);
    long full = Math.min(maxMillis, firstMillis << Math.min(doublings, 62 - bits(firstMillis)));
    return Math.round(full * (1 - JITTER * random.getAsDouble()));
  }

  private static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value);
  }
}
