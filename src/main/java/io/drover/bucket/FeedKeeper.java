package io.drover.bucket;

import io.drover.bucket.Feed.Receiver;
import io.drover.delivery.Backoff;
import io.drover.delivery.Reason;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a feed open: for ever, whatever goes wrong. Thread-safe. */
final class FeedKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(FeedKeeper.class);

  private final Feed feed;
  private final Receiver receiver;
  private final UnaryOperator<String> mask;
  private final Backoff backoff = new Backoff(500, 10_000, Math::random);
  private final Lock lock = new ReentrantLock();
  private boolean isOpen;
  private volatile boolean isPaused;
  private int failures;
  private long dueNanos = System.nanoTime();
  private volatile String failure = "not begun";
  private String said;

  /**
   * @param mask takes out of words what nobody is to read
   */
  FeedKeeper(Feed feed, Receiver receiver, UnaryOperator<String> mask) {
    this.feed = feed;
    this.receiver = receiver;
    this.mask = mask;
  }

  /** To be called several times a second. */
  void look() {
    lock.lock();
    try {
      attend();
    } catch (Exception | Error e) {
      failed(Reason.of(e));
    } finally {
      lock.unlock();
    }
    if (!isPaused) {
      say(trouble());
    }
  }

  private void attend() throws Exception {
    if (isOpen && !isPaused && feed.isBroken()) {
      end();
    }
    if (!isOpen && !isPaused && System.nanoTime() - dueNanos >= 0) {
      feed.open(receiver);
      isOpen = true;
      failure = null;
      failures = 0;
    }
    if (isOpen) {
      feed.tend();
      if (isPaused) {
        feed.pause();
      }
    }
  }

  private void failed(String why) {
    failure = mask.apply(why);
    failures++;
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(failures));
    end();
  }

  private void say(String trouble) {
    if (Objects.equals(trouble, said)) {
      return;
    }
    if (trouble == null) {
      LOG.info("Reading {}", feed.name());
    } else {
      LOG.warn("Trying again to read {} after: {}", feed.name(), trouble);
    }
    said = trouble;
  }

  /** What keeps it from receiving, in words; null if nothing does. */
  String trouble() {
    String now = failure;
    return now == null ? mask.apply(feed.trouble()) : now;
  }

  /** It receives no more until {@link #resume}; one that is just being opened is told later. */
  void pause() {
    isPaused = true;
    if (lock.tryLock()) {
      try {
        if (isOpen) {
          feed.pause();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  void resume() {
    end();
    isPaused = false;
  }

  void end() {
    lock.lock();
    try {
      isOpen = false;
      feed.close();
    } finally {
      lock.unlock();
    }
  }
}
