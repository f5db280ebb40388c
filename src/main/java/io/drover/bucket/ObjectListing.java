package io.drover.bucket;

import io.drover.bucket.ObjectPage.Cursor;
import io.drover.delivery.Backoff;
import io.drover.delivery.TransientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Goes through the objects of a bucket, one page in memory at a time; in a bucket with versions
 * through all versions. What a route gets of one is {@link ListedObject#found}.
 */
public final class ObjectListing {
  private static final int PAGE_ATTEMPTS = 5;

  private final ObjectStore store;
  private final String bucket;
  private final String prefix;
  private final BucketState state;
  private final Instant looked;
  private final Backoff backoff = new Backoff(200, 5_000, Math::random);

  private ObjectListing(ObjectStore store, String bucket, String prefix) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
    this.state = store.look(bucket);
    this.looked = Instant.now();
  }

  /**
   * Looks at the bucket.
   *
   * @param prefix of the keys; empty for all
   * @throws TransientException if that cannot be done now, in words that say what to do
   */
  public static ObjectListing of(ObjectStore store, String bucket, String prefix) {
    return new ObjectListing(store, bucket, prefix);
  }

  /** Gets the objects. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes one.
     *
     * @return whether to go on
     */
    boolean take(ListedObject object) throws IOException, InterruptedException;
  }

  /** When the listing began, by the store's clock, cut to the second. */
  public Instant began() {
    return state.now();
  }

  /** By how much the store's clock is ahead of this machine's, or some second less. */
  Duration skew() {
    return Duration.between(looked, state.now());
  }

  /**
   * Gives the objects changed since a time, in the order of their keys by and large.
   *
   * @return whether all were taken
   * @throws TransientException if a page could not be had, also after some tries
   */
  public boolean each(Instant since, Taker taker) throws IOException, InterruptedException {
    for (Cursor next = Cursor.BEGINNING; next != null; ) {
      ObjectPage page = page(next);
      for (ListedObject object : page.objects()) {
        if (!object.modified().isBefore(since) && !taker.take(object)) {
          return false;
        }
      }
      next = page.next();
    }
    return true;
  }

  private ObjectPage page(Cursor from) throws InterruptedException {
    for (int attempts = 1; ; attempts++) {
      try {
        return store.list(bucket, state, prefix, from);
      } catch (TransientException e) {
        if (attempts == PAGE_ATTEMPTS) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(backoff.delayMillis(attempts));
      }
    }
  }
}
