package io.drover.jetstream;

import io.nats.client.api.StreamState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large and old a bucket is, asked for no more often than it has to be. Thread-safe. */
final class TableState {
  private static final Logger LOG = LoggerFactory.getLogger(TableState.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SLACK = 100;

  private final KeyValueBucket bucket;
  private final Lock forgetting = new ReentrantLock();
  private Known known;
  private long knownNanos;
  private long putSince;
  private boolean changed;

  /**
   * What is known of a bucket.
   *
   * @param oldest when its first record was put, or null if it has none
   */
  record Known(long count, long bytes, long first, long last, Instant oldest, Instant newest) {
    private static final Known NOTHING = new Known(0, 0, 0, 0, null, null);

    private static Known of(StreamState state) {
      return state.getMsgCount() == 0
          ? new Known(0, 0, state.getFirstSequence(), state.getLastSequence(), null, null)
          : new Known(
              state.getMsgCount(),
              state.getByteCount(),
              state.getFirstSequence(),
              state.getLastSequence(),
              state.getFirstTime().toInstant(),
              state.getLastTime().toInstant());
    }
  }

  TableState(KeyValueBucket bucket) {
    this.bucket = bucket;
  }

  /** This process has written. */
  synchronized void written(int puts) {
    changed = true;
    putSince += puts;
  }

  /** What the bucket is like now, or was when it was last heard of. */
  Known now() {
    try {
      Known last = fresh();
      return last == null ? look() : last;
    } catch (IOException e) {
      LOG.debug("The bucket {} is shown as it was", bucket.name(), e);
      return last();
    }
  }

  private synchronized Known last() {
    return known == null ? Known.NOTHING : known;
  }

  private synchronized Known fresh() {
    boolean old = known == null || changed || System.nanoTime() - knownNanos > FRESH_NANOS;
    return old ? null : known;
  }

  private Known look() throws IOException {
    begin();
    Known found = Known.of(bucket.state());
    end(found);
    return found;
  }

  /** What is written from now on may not be in what is found. */
  private synchronized void begin() {
    changed = false;
    putSince = 0;
  }

  private synchronized void end(Known found) {
    known = found;
    knownNanos = System.nanoTime();
  }

  /**
   * Forgets what is too old or too much, if there may be enough of it to be worth a request: one in
   * a hundred.
   */
  int forget(Instant before, int keepAtMost) throws IOException {
    if (!isDue(before, keepAtMost) || !forgetting.tryLock()) {
      return 0;
    }
    try {
      int tooMany = look().count() > keepAtMost ? forgetAllBut(keepAtMost) : 0;
      Known left = tooMany > 0 ? look() : last();
      int tooOld = isBefore(left.oldest(), before) ? forgetBefore(before, left) : 0;
      if (tooOld > 0) {
        look();
      }
      return tooMany + tooOld;
    } finally {
      forgetting.unlock();
    }
  }

  private synchronized boolean isDue(Instant before, int keepAtMost) {
    if (known == null || System.nanoTime() - knownNanos > LOOK_NANOS) {
      return true;
    }
    boolean tooMany = known.count() + putSince > keepAtMost + (long) keepAtMost / SLACK;
    Duration slack = Duration.between(before, Instant.now()).dividedBy(SLACK);
    Instant oldest = known.oldest();
    return tooMany
        || (oldest != null && isBefore(slack.isNegative() ? oldest : oldest.plus(slack), before));
  }

  private static boolean isBefore(Instant oldest, Instant time) {
    return oldest != null && oldest.isBefore(time);
  }

  private int forgetAllBut(int count) throws IOException {
    return count == 0 ? bucket.removeBefore(last().last() + 1) : bucket.keep(count);
  }

  /** Finds the first record that is to stay by halves, since times grow with revisions. */
  private int forgetBefore(Instant before, Known state) throws IOException {
    if (state.newest().isBefore(before)) {
      return bucket.removeBefore(state.last() + 1);
    }
    long tooOld = state.first();
    long stays = state.last();
    while (stays - tooOld > 1) {
      long middle = tooOld + (stays - tooOld) / 2;
      if (bucket.timeFrom(middle).isBefore(before)) {
        tooOld = middle;
      } else {
        stays = middle;
      }
    }
    return bucket.removeBefore(stays);
  }
}
