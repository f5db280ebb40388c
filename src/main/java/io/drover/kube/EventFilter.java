package io.drover.kube;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps one object from getting ever more Events, as that of client-go's <a
 * href="https://pkg.go.dev/k8s.io/client-go/tools/record#EventCorrelator">EventCorrelator</a> does:
 * 25 at once, then one in five minutes, and of the objects that it has heard of it knows the last
 * 4,096. Normal Events take no room from Warnings. Thread-safe.
 */
final class EventFilter {
  static final int BURST = 25;
  static final Duration REFILL = Duration.ofMinutes(5);
  static final int KNOWN = 4_096;

  private record Key(String uid, EventType type) {}

  /**
   * A <a href="https://en.wikipedia.org/wiki/Token_bucket">token bucket</a>.
   *
   * @param nanos when it had that many tokens
   */
  private record Bucket(double tokens, long nanos) {
    private Bucket at(long now) {
      double more = (double) (now - nanos) / REFILL.toNanos();
      return new Bucket(Math.min(BURST, tokens + more), now);
    }
  }

  private final LongSupplier nanoTime;
  private final Map<Key, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
          return size() > KNOWN;
        }
      };

  /**
   * @param nanoTime a clock that never goes back
   */
  EventFilter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether another Event of that type may be written on an object. */
  synchronized boolean admits(String uid, EventType type) {
    long now = nanoTime.getAsLong();
    Key key = new Key(uid, type);
    Bucket bucket = buckets.getOrDefault(key, new Bucket(BURST, now)).at(now);
    boolean admitted = bucket.tokens() >= 1;
    buckets.put(key, admitted ? new Bucket(bucket.tokens() - 1, now) : bucket);
    return admitted;
  }

  /** How many objects it knows. */
  synchronized int size() {
    return buckets.size();
  }
}
