package io.drover.jetstream;

import io.drover.delivery.Lanes;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each message of a durable consumer worked on, and answers the server when that is settled:
 * acknowledged, or given back until later; one that can never succeed is not to come again.
 * Thread-safe.
 */
final class DurableConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(DurableConsumer.class);

  private final String stream;
  private final MessageWork work;
  private final RetryWaits waits;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private final InHand inHand;
  private final Lanes lanes;
  private final Map<Message, Task> later = new ConcurrentHashMap<>();
  private volatile boolean paused;

  /** A message at work. */
  private record Task(Message message, ReadMessage content, String key, int attempt) {
    Task again() {
      return new Task(message, content, key, attempt + 1);
    }
  }

  /**
   * @param limit how many messages are in hand at most
   */
  DurableConsumer(
      String stream,
      MessageWork work,
      RetryWaits waits,
      int limit,
      ExecutorService workers,
      ScheduledExecutorService timer) {
    this.stream = stream;
    this.work = work;
    this.waits = waits;
    this.workers = workers;
    this.timer = timer;
    this.inHand = new InHand(limit);
    this.lanes = new Lanes(workers);
  }

  InHand inHand() {
    return inHand;
  }

  /** How long nothing is to be asked for. */
  Duration hold() {
    return work.isOpen() ? work.hold() : Duration.ofSeconds(1);
  }

  /** What is at work comes to its end, and what only waits is handed back. */
  void pause() {
    paused = true;
    later.keySet().forEach(this::due);
  }

  void resume() {
    paused = false;
  }

  /** Has the server wait for what is in hand. */
  void tellAtWork() {
    try {
      inHand.tellAtWork();
    } catch (RuntimeException e) {
      LOG.debug("The server was not told what is at work, as the connection is away", e);
    }
  }

  /** Takes a message that is in hand. */
  void taken(Message message) {
    ReadMessage content;
    try {
      content = work.read(message);
    } catch (PermanentException e) {
      workers.execute(() -> answer(message, work.unreadable(message, e), 1));
      return;
    } catch (RuntimeException | Error e) { // nothing is known of it, and the next one may be good
      LOG.warn("Reading a message of {} again later", stream, e);
      handBack(message, waits.after(message.metaData().deliveredCount(), Duration.ZERO));
      return;
    }
    Task task = new Task(message, content, work.key(content), 1);
    lanes.enter(task.key(), () -> attempt(task));
  }

  private void attempt(Task task) {
    if (isEnding()) {
      handBack(task, Duration.ZERO);
      return;
    }
    try {
      work.deliver(task.content(), settlement -> settled(task, settlement));
    } catch (RuntimeException | Error e) { // or it would be at work for ever
      LOG.warn("A message of {} comes again later", stream, e);
      handBack(task, waits.after(task.attempt(), Duration.ZERO));
    }
  }

  /** One with a key comes again from here, so that none with the same key goes before it. */
  private void settled(Task task, Settlement settlement) {
    if (settlement.outcome() == Outcome.RETRY && task.key() != null) {
      Task again = task.again();
      long wait = waits.after(task.attempt(), settlement.retryAfter()).toMillis();
      Message message = task.message();
      later.put(message, again);
      Future<?> unused = timer.schedule(() -> due(message), wait, TimeUnit.MILLISECONDS);
      if (isEnding()) {
        due(message);
      }
    } else {
      answer(task.message(), settlement, task.attempt());
      lanes.left(task.key());
    }
  }

  /** Ends its wait, if nobody else has. */
  private void due(Message message) {
    Task task = later.remove(message);
    if (task != null) {
      workers.execute(() -> attempt(task));
    }
  }

  private void handBack(Task task, Duration wait) {
    if (handBack(task.message(), wait)) {
      lanes.left(task.key());
    }
  }

  /** Whether it was still to be answered. */
  private boolean handBack(Message message, Duration wait) {
    try {
      message.nakWithDelay(wait);
    } catch (RuntimeException e) {
      LOG.debug("The message comes again later, as it could not be handed back", e);
    }
    return inHand.remove(message);
  }

  private boolean isEnding() {
    return paused || !work.isOpen();
  }

  /** An answer that does not arrive makes the message come again; the ledger knows it then. */
  private void answer(Message message, Settlement settlement, int attempts) {
    try {
      switch (settlement.outcome()) {
        case DONE, FILTERED, DUPLICATE -> message.ack();
        case DEAD -> message.term();
        case RETRY -> {
          long made = Math.max(attempts, message.metaData().deliveredCount());
          message.nakWithDelay(waits.after(made, settlement.retryAfter()));
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("The message comes again, as its answer could not be sent", e);
    } finally {
      inHand.remove(message);
    }
  }
}
