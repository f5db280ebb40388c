package io.drover.kube;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keys that need work. A key that is added again while it waits is one piece of work; while it is
 * being worked on, it comes again afterwards, and never to two workers at once. Thread-safe.
 */
final class WorkQueue<K> {
  private final ScheduledExecutorService timer;
  private final Queue<K> waiting = new ArrayDeque<>();
  private final Set<K> dirty = new HashSet<>();
  private final Set<K> working = new HashSet<>();
  private final Map<K, Integer> attempts = new HashMap<>();
  private final Map<K, Future<?>> timers = new HashMap<>();
  private boolean closed;

  WorkQueue(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  synchronized void add(K key) {
    if (!closed && dirty.add(key) && !working.contains(key)) {
      waiting.add(key);
      notifyAll();
    }
  }

  /** The next key, for which {@link #done} or {@link #failed} must follow; null once closed. */
  synchronized K take() throws InterruptedException {
    return take(() -> true);
  }

  /**
   * As {@link #take()}.
   *
   * @param open whether keys are given out now; looked at when one is there, and when {@link
   *     #lookAgain} is called
   */
  synchronized K take(BooleanSupplier open) throws InterruptedException {
    while ((waiting.isEmpty() || !open.getAsBoolean()) && !closed) {
      wait();
    }
    if (closed) {
      return null;
    }
    K key = waiting.remove();
    cancelTimer(key);
    dirty.remove(key);
    working.add(key);
    return key;
  }

  /** Keys may be given out that were not before. */
  synchronized void lookAgain() {
    notifyAll();
  }

  /** The work on a key is over. */
  synchronized void done(K key) {
    attempts.remove(key);
    release(key);
  }

  /** The work on a key is to be tried again after a time, sooner if the key is added. */
  synchronized void failed(K key, Duration again) {
    attempts.merge(key, 1, Integer::sum);
    release(key);
    if (!closed) {
      timers.put(key, timer.schedule(() -> add(key), again.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /** Which attempt at a key the present or next one is, from 1. */
  synchronized int attempt(K key) {
    return attempts.getOrDefault(key, 0) + 1;
  }

  /** Waits for a time; false as soon as the queue is closed. */
  synchronized boolean pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long millis = time.toMillis() + 1;
    while (!closed && millis > 0) {
      wait(millis);
      millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return !closed;
  }

  private void cancelTimer(K key) {
    Future<?> pending = timers.remove(key);
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private void release(K key) {
    working.remove(key);
    if (dirty.contains(key) && !closed) {
      waiting.add(key);
    }
    notifyAll();
  }

  /** How many keys wait for work, also those that failed and come later; -1 once closed. */
  synchronized int depth() {
    if (closed) {
      return -1;
    }
    long later = timers.keySet().stream().filter(key -> !dirty.contains(key)).count();
    return dirty.size() + (int) later;
  }

  /** Gives out nothing more; what waits is dropped, what is being worked on goes on. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    dirty.clear();
    timers.values().forEach(pending -> pending.cancel(false));
    timers.clear();
    notifyAll();
  }
}
