package io.drover.bucket;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The time that the current thread gives a sender to send a request. Once it is up the thread is
 * interrupted, which closes the connection that it reads from.
 */
final class ReadDeadline {
  private final Thread reader = Thread.currentThread();
  private final Future<?> alarm;
  private boolean ended;
  private boolean expired;

  ReadDeadline(ScheduledExecutorService clock, long millis) {
    alarm = clock.schedule(this::expire, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void expire() {
    if (!ended) {
      expired = true;
      reader.interrupt();
    }
  }

  /**
   * All is read: the thread is not interrupted any more.
   *
   * @return whether that was in time
   */
  synchronized boolean end() {
    if (!ended) {
      ended = true;
      alarm.cancel(false);
      if (expired) {
        boolean unused = Thread.interrupted();
      }
    }
    return !expired;
  }
}
