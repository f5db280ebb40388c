package io.drover.bucket;

import io.drover.delivery.Backoff;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A bucket and a prefix that are swept, and how that goes. Thread-safe. */
final class SweptArea {
  private final String bucket;
  private final String prefix;
  private final long periodNanos;
  private final Backoff backoff = new Backoff(500, 60_000, Math::random);
  private boolean asked;
  private long dueNanos = System.nanoTime();
  private int failures;
  private String trouble;
  private Instant swept;
  private long found;
  private SweepPosition position;

  /**
   * @param periodSeconds 0 to be swept only when asked
   */
  SweptArea(String bucket, String prefix, int periodSeconds) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.periodNanos =
        periodSeconds > 0 ? TimeUnit.SECONDS.toNanos(periodSeconds) : Long.MAX_VALUE / 4;
  }

  String bucket() {
    return bucket;
  }

  String prefix() {
    return prefix;
  }

  String key(String route) {
    return route + "/s3/" + bucket + "/" + prefix;
  }

  /** It is to be swept at once, also if it is being swept now. */
  synchronized void ask() {
    asked = true;
  }

  /** Whether it is to be swept, which begins. */
  synchronized boolean begin() {
    boolean isDue = (asked && failures == 0) || System.nanoTime() - dueNanos >= 0;
    asked &= !isDue;
    return isDue;
  }

  synchronized void ended(SweepPosition reached) {
    position = reached;
    swept = Instant.now();
    failures = 0;
    trouble = null;
    dueNanos = System.nanoTime() + periodNanos;
  }

  /** Whether that is something new. */
  synchronized boolean failed(String why) {
    failures++;
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(failures));
    boolean isNew = !why.equals(trouble);
    trouble = why;
    return isNew;
  }

  synchronized void found() {
    found++;
  }

  /** What keeps it from being swept, or null. */
  synchronized String trouble() {
    return trouble;
  }

  /** When it was last swept to the end, or null. */
  synchronized Instant swept() {
    return swept;
  }

  /** How many events sweeps have found so far. */
  synchronized long foundSoFar() {
    return found;
  }

  /** Null before the first sweep has ended. */
  synchronized SweepPosition position() {
    return position;
  }
}
