package io.drover.jetstream;

import io.drover.delivery.Backoff;
import io.drover.delivery.Reason;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server for messages, as many as there is room for, until it is told to end. Whatever
 * goes wrong is tried again, from the connection on.
 */
final class PullLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PullLoop.class);
  private static final Duration EXPIRES = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 5_000;

  private final String stream;
  private final Subscriber subscriber;
  private final DurableConsumer consumer;
  private final InHand inHand;
  private final Backoff backoff = new Backoff(500, 10_000, Math::random);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String trouble = "not begun";
  private volatile long pending;
  private long lookedNanos;

  /**
   * @param consumer gets each message once it is in hand, in order, on one thread
   */
  PullLoop(String stream, Subscriber subscriber, DurableConsumer consumer) {
    this.stream = stream;
    this.subscriber = subscriber;
    this.consumer = consumer;
    this.inHand = consumer.inHand();
  }

  /** What keeps it from taking messages, in words; null if nothing does. */
  String trouble() {
    return trouble;
  }

  /** How many messages the server had for it when last asked. */
  long pending() {
    return pending;
  }

  /** Takes no more; those that are on their way are handed back. */
  void end() {
    ended.countDown();
  }

  @Override
  public void run() {
    int failures = 0;
    while (!isEnding()) {
      try {
        JetStreamSubscription subscription = subscriber.subscribe();
        try {
          trouble = null;
          failures = 0;
          pull(subscription);
        } finally {
          unsubscribe(subscription);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | JetStreamApiException | RuntimeException e) {
        failures++;
        failed(Reason.of(e));
        if (!sleep(backoff.delayMillis(failures))) {
          return;
        }
      }
    }
  }

  private void failed(String why) {
    if (!why.equals(trouble) && !isEnding()) {
      LOG.warn("Trying again to read stream {} after: {}", stream, why);
    }
    trouble = why;
  }

  private static void unsubscribe(JetStreamSubscription subscription) {
    try {
      subscription.unsubscribe();
    } catch (IllegalStateException e) {
      LOG.debug("The connection is closed, and the subscription with it", e);
    }
  }

  private void pull(JetStreamSubscription subscription)
      throws InterruptedException, IOException, JetStreamApiException {
    while (!isEnding()) {
      look(subscription);
      Duration held = consumer.hold();
      int room = held.isZero() ? inHand.reserve(EXPIRES.toMillis()) : 0;
      if (room > 0) {
        take(subscription, room);
      } else if (!held.isZero()) {
        long millis = Math.min(Math.max(held.toMillis(), 10), EXPIRES.toMillis());
        boolean unused = ended.await(millis, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void take(JetStreamSubscription subscription, int room) {
    int left = room;
    try {
      Iterator<Message> messages = subscription.iterate(room, EXPIRES);
      while (messages.hasNext()) {
        Message message = messages.next();
        if (isEnding()) {
          message.nak();
        } else {
          left--;
          inHand.add(message);
          consumer.taken(message);
        }
      }
    } finally {
      inHand.giveBack(left);
    }
  }

  /** Asks now and then how much waits; a consumer that is gone is found by that. */
  private void look(JetStreamSubscription subscription) throws IOException, JetStreamApiException {
    if (System.nanoTime() - lookedNanos < TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
      return;
    }
    ConsumerInfo info = subscription.getConsumerInfo();
    pending = info.getNumPending();
    lookedNanos = System.nanoTime();
  }

  private boolean isEnding() {
    return ended.getCount() == 0;
  }

  /** Whether it is to go on after that. */
  private boolean sleep(long millis) {
    try {
      return !ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
