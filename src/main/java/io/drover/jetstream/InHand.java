package io.drover.jetstream;

import io.nats.client.Message;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The messages that this process has and has not answered yet, and room for more. Thread-safe. */
final class InHand {
  private final int limit;
  private final Semaphore room;
  private final Set<Message> messages = ConcurrentHashMap.newKeySet();

  InHand(int limit) {
    this.limit = limit;
    this.room = new Semaphore(limit);
  }

  /** Waits for room for a good part of the limit, and reserves all there is; 0 if there is none. */
  int reserve(long millis) throws InterruptedException {
    int part = Math.max(1, limit / 2);
    if (!room.tryAcquire(part, millis, TimeUnit.MILLISECONDS)) {
      return room.drainPermits();
    }
    return part + room.drainPermits();
  }

  void giveBack(int reserved) {
    room.release(reserved);
  }

  /** Takes a message for which room was reserved. */
  void add(Message message) {
    messages.add(message);
  }

  /** It is answered; whether it was not before. */
  boolean remove(Message message) {
    boolean had = messages.remove(message);
    if (had) {
      room.release();
    }
    return had;
  }

  /** Has the server wait longer for each of them. */
  void tellAtWork() {
    messages.forEach(Message::inProgress);
  }

  int size() {
    return messages.size();
  }

  /** Waits until all are answered; whether they are. */
  boolean awaitEmpty(long millis) throws InterruptedException {
    if (!room.tryAcquire(limit, millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    room.release(limit);
    return true;
  }
}
