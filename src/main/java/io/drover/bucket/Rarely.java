package io.drover.bucket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Something to be done once in a while, whoever asks for it and how often. Thread-safe. */
final class Rarely {
  private final long nanos;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  Rarely(Duration between) {
    nanos = between.toNanos();
  }

  boolean isTime() {
    long now = System.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + nanos);
  }
}
