package io.drover.bucket;

import io.drover.delivery.Backoff;
import io.drover.delivery.Inlet;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that were found or heard and are not finished, each once, by its id. Those of one
 * object go one after another. One that ends with {@code retry} comes again. While the source is
 * closed they are abandoned: whoever finds events finds them again. Thread-safe.
 */
final class InFlight {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  /** How many there may be at a time. */
  static final int LIMIT = 2_000;

  private static final Duration LONGEST_HOLD = Duration.ofSeconds(1);
  private static final long STOPPING_SECONDS = 10;

  private final Inlet inlet;
  private final int limit;
  private final Backoff backoff = Backoff.standard();
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, Deque<Item>> lanes = new HashMap<>();
  private final Remembered settled = new Remembered();
  private long abandoned;

  /** An event, and when its object was changed; null for what no listing shows. */
  private record Item(ReadMessage content, Instant modified, int attempts) {
    String id() {
      return content.event().id();
    }

    String lane() {
      return content.event().source() + "/" + content.event().subject();
    }
  }

  InFlight(Inlet inlet, int concurrency, int limit) {
    this.inlet = inlet;
    this.limit = limit;
    Threads threads = new Threads(inlet.route());
    workers =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads.named("worker"),
            new DiscardPolicy());
    workers.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, threads.named("retry"), new DiscardPolicy());
  }

  /**
   * Takes an event on, unless there are too many.
   *
   * @return whether it is in hand or finished
   */
  synchronized boolean offer(ReadMessage content, Instant modified) {
    if (knows(content.event().id())) {
      return true;
    }
    if (items.size() >= limit) {
      return false;
    }
    add(new Item(content, modified, 0));
    return true;
  }

  /** Takes an event on, once there is room. */
  synchronized void put(ReadMessage content, Instant modified) throws InterruptedException {
    while (items.size() >= limit) {
      wait();
    }
    if (!knows(content.event().id())) {
      add(new Item(content, modified, 0));
    }
  }

  /** Waits until none is left. */
  synchronized void awaitAll() throws InterruptedException {
    while (!items.isEmpty()) {
      wait();
    }
  }

  /** Whether an event is in hand, or known to be finished. */
  synchronized boolean knows(String id) {
    return items.containsKey(id) || settled.contains(id);
  }

  /** Makes an event known to be finished. */
  synchronized void finish(String id, Instant modified) {
    settled.add(id, modified);
  }

  /** Of objects changed later than this, every event that was finished here is known. */
  synchronized Instant remembersSince() {
    return settled.since();
  }

  /** When the object was changed whose event waits for longest, or null. */
  synchronized Instant oldest() {
    return items.values().stream()
        .map(Item::modified)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  synchronized int size() {
    return items.size();
  }

  /** How many events were abandoned so far. */
  synchronized long abandoned() {
    return abandoned;
  }

  private void add(Item item) {
    items.put(item.id(), item);
    Deque<Item> lane = lanes.get(item.lane());
    if (lane == null) {
      lanes.put(item.lane(), new ArrayDeque<>());
      workers.execute(() -> attempt(item));
    } else {
      lane.add(item);
    }
  }

  private void attempt(Item item) {
    if (!inlet.isOpen()) {
      leave(item, false);
      return;
    }
    Duration hold = inlet.hold();
    if (!hold.isZero()) {
      later(item, hold.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : hold);
      return;
    }
    try {
      inlet.deliver(item.content(), settlement -> settled(item, settlement));
    } catch (RuntimeException | Error e) { // or it would be at work for ever
      LOG.warn("An event of route {} comes again later", inlet.route(), e);
      again(item, Duration.ZERO);
    }
  }

  private void settled(Item item, Settlement settlement) {
    if (settlement.outcome() == Outcome.RETRY) {
      again(item, settlement.retryAfter());
    } else {
      leave(item, true);
    }
  }

  private void again(Item item, Duration retryAfter) {
    Item next = new Item(item.content(), item.modified(), item.attempts() + 1);
    synchronized (this) {
      if (!items.replace(item.id(), item, next)) {
        return;
      }
    }
    Duration wait = Duration.ofMillis(backoff.delayMillis(next.attempts()));
    later(next, retryAfter.compareTo(wait) > 0 ? retryAfter : wait);
  }

  private void later(Item item, Duration wait) {
    Future<?> unused =
        timer.schedule(
            () -> workers.execute(() -> attempt(item)), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void leave(Item item, boolean isFinished) {
    if (!items.remove(item.id(), item)) {
      return;
    }
    if (isFinished) {
      settled.add(item.id(), item.modified());
    } else {
      abandoned++;
    }
    Deque<Item> lane = lanes.get(item.lane());
    Item next = lane.poll();
    if (next == null) {
      lanes.remove(item.lane());
    } else {
      workers.execute(() -> attempt(next));
    }
    notifyAll();
  }

  /** Waits a little for what is at work. */
  void stop() {
    timer.shutdownNow();
    workers.shutdown();
    try {
      boolean ended = workers.awaitTermination(STOPPING_SECONDS, TimeUnit.SECONDS);
      LOG.debug("The workers of route {} have ended: {}", inlet.route(), ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }
}
