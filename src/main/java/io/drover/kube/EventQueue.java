package io.drover.kube;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Events that are yet to be written, one after the other by one thread. It is bounded: what
 * does not fit is dropped, so that nobody ever waits for it. Its last fifth is kept for Warnings.
 * Thread-safe.
 */
final class EventQueue implements Runnable {
  static final int CAPACITY = 1_000;
  private static final int FOR_NORMAL = CAPACITY - CAPACITY / 5;
  private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final String route;
  private final Consumer<Event> writer;
  private final Duration pace;
  private final LongSupplier nanoTime;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private long dropped;
  private long loggedAt;
  private long logged;
  private boolean stopped;

  /**
   * @param writer does not end with an exception
   * @param pace the least time from one Event to the next, which leaves the API server to others
   * @param nanoTime a clock that never goes back
   */
  EventQueue(String route, Consumer<Event> writer, Duration pace, LongSupplier nanoTime) {
    this.route = route;
    this.writer = writer;
    this.pace = pace;
    this.nanoTime = nanoTime;
    loggedAt = nanoTime.getAsLong() - LOG_NANOS;
  }

  /** Adds one, unless there is no room for it. */
  synchronized void add(Event event, EventType type) {
    int room = type == EventType.WARNING ? CAPACITY : FOR_NORMAL;
    if (waiting.size() < room && !stopped) {
      waiting.add(event);
      notifyAll();
    } else {
      dropped++;
    }
  }

  /** At most once a minute while there is too much, and when that is over. */
  private synchronized void logDropped() {
    long now = nanoTime.getAsLong();
    if (dropped > logged && (waiting.isEmpty() || now - loggedAt >= LOG_NANOS)) {
      LOG.warn(
          "{}: {} Events on watched objects were not written, as too many waited;"
              + " events=warnings writes fewer",
          route,
          dropped - logged);
      logged = dropped;
      loggedAt = now;
    }
  }

  synchronized int depth() {
    return waiting.size();
  }

  /** How many had no room. */
  synchronized long dropped() {
    return dropped;
  }

  /** Takes no more. {@link #run} ends once what waits is written. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Writes them, until it is stopped and none waits, or the thread is interrupted. */
  @Override
  public void run() {
    try {
      for (Event event = next(); event != null; event = next()) {
        writer.accept(event);
        logDropped();
        rest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Event next() throws InterruptedException {
    while (waiting.isEmpty() && !stopped) {
      wait();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("the Events that wait are given up");
    }
    return waiting.poll();
  }

  private synchronized void rest() throws InterruptedException {
    long end = System.nanoTime() + pace.toNanos();
    for (long left = pace.toNanos(); left > 0 && !stopped; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
