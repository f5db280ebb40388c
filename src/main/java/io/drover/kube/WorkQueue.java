package io.drover.kube;

import io.drover.delivery.Backlog;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Keys that need work. A key that is added again while it waits is one piece of work; while it is
 * being worked on, it comes again afterwards, and never to two workers at once. What just changed
 * goes before what is only gone over, of which every {@value #SHARE}th piece of work is one all the
 * same, so that none waits for ever. Thread-safe.
 */
final class WorkQueue<K> implements Backlog {
  /** How soon a key is to be worked on. */
  enum Lane {
    /** It changed. */
    FRESH,
    /** It is gone over, at the start or from time to time. */
    BACKGROUND;

    private Lane sooner(Lane other) {
      return compareTo(other) < 0 ? this : other;
    }
  }

  private static final int SHARE = 8;

  private final ScheduledExecutorService timer;
  private final LongSupplier nanoClock;
  private final Map<Lane, LinkedHashMap<K, Long>> waiting = new EnumMap<>(Lane.class);
  private final Map<K, Lane> working = new HashMap<>();
  private final Map<K, Lane> again = new HashMap<>();
  private final Map<K, Integer> attempts = new HashMap<>();
  private final Map<K, Future<?>> timers = new HashMap<>();
  private long taken;
  private boolean closed;

  WorkQueue(ScheduledExecutorService timer) {
    this(timer, System::nanoTime);
  }

  WorkQueue(ScheduledExecutorService timer, LongSupplier nanoClock) {
    this.timer = timer;
    this.nanoClock = nanoClock;
    for (Lane lane : Lane.values()) {
      waiting.put(lane, new LinkedHashMap<>());
    }
  }

  synchronized void add(K key, Lane lane) {
    if (working.containsKey(key)) {
      again.merge(key, lane, Lane::sooner);
    } else {
      put(key, lane);
    }
  }

  /** Once in one lane; what is added in the sooner one moves there. */
  private void put(K key, Lane lane) {
    if (closed || waiting.get(Lane.FRESH).containsKey(key)) {
      return;
    }
    if (lane == Lane.FRESH) {
      waiting.get(Lane.BACKGROUND).remove(key);
    }
    waiting.get(lane).putIfAbsent(key, nanoClock.getAsLong());
    notifyAll();
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
    while ((isEmpty() || !open.getAsBoolean()) && !closed) {
      wait();
    }
    if (closed) {
      return null;
    }
    Lane lane = next();
    K key = waiting.get(lane).keySet().iterator().next();
    waiting.get(lane).remove(key);
    cancelTimer(key);
    working.put(key, lane);
    return key;
  }

  private boolean isEmpty() {
    return waiting.values().stream().allMatch(Map::isEmpty);
  }

  private Lane next() {
    taken++;
    if (waiting.get(Lane.FRESH).isEmpty()) {
      return Lane.BACKGROUND;
    }
    boolean turn = taken % SHARE == 0 && !waiting.get(Lane.BACKGROUND).isEmpty();
    return turn ? Lane.BACKGROUND : Lane.FRESH;
  }

  /** Keys may be given out that were not before: from now on they wait for a worker. */
  synchronized void lookAgain() {
    long now = nanoClock.getAsLong();
    waiting.values().forEach(lane -> lane.replaceAll((key, since) -> now));
    notifyAll();
  }

  /** The work on a key is over. */
  synchronized void done(K key) {
    attempts.remove(key);
    release(key);
  }

  /** The work on a key is to be tried again after a time, sooner if the key is added. */
  synchronized void failed(K key, Duration delay) {
    attempts.merge(key, 1, Integer::sum);
    Lane lane = release(key);
    if (!closed) {
      timers.put(
          key, timer.schedule(() -> add(key, lane), delay.toMillis(), TimeUnit.MILLISECONDS));
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

  /** Ends the work on a key; the lane that it was in. */
  private Lane release(K key) {
    Lane lane = working.remove(key);
    Lane owed = again.remove(key);
    if (owed != null) {
      put(key, owed);
    }
    return lane;
  }

  /** How many keys wait for work, also those that failed and come later; -1 once closed. */
  @Override
  public synchronized int depth() {
    if (closed) {
      return -1;
    }
    long later = timers.keySet().stream().filter(key -> !isWaiting(key)).count();
    return (int) later + again.size() + waiting.values().stream().mapToInt(Map::size).sum();
  }

  private boolean isWaiting(K key) {
    return waiting.values().stream().anyMatch(lane -> lane.containsKey(key));
  }

  /** How long the key waits that has been waiting longest for a worker. */
  @Override
  public synchronized Duration oldest() {
    long now = nanoClock.getAsLong();
    LongStream ages =
        waiting.values().stream()
            .flatMap(lane -> lane.values().stream().limit(1))
            .mapToLong(since -> now - since);
    return Duration.ofNanos(ages.max().orElse(0));
  }

  /** Gives out nothing more; what waits is dropped, what is being worked on goes on. */
  synchronized void close() {
    closed = true;
    waiting.values().forEach(Map::clear);
    again.clear();
    timers.values().forEach(pending -> pending.cancel(false));
    timers.clear();
    notifyAll();
  }
}
