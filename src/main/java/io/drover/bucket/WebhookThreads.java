package io.drover.bucket;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read requests and work on them. A sender that is slow, in the handshake, the
 * headers or the body, keeps one for a limited time. Thread-safe.
 */
final class WebhookThreads implements Executor {
  /** Beside those that work: they read, and tell senders that it is too much. */
  private static final int READING = 64;

  private static final int IDLE_SECONDS = 30;

  /** That of the request which the thread reads now. */
  private static final ThreadLocal<ReadDeadline> DEADLINE = new ThreadLocal<>();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          READING, READING, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
  private volatile long readMillis;

  WebhookThreads() {
    threads.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
  }

  /**
   * @param working how many events may be worked on at once
   * @param millis for reading a request
   */
  synchronized void fit(int working, long millis) {
    int size = READING + working;
    if (size > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(size);
      threads.setCorePoolSize(size);
    } else {
      threads.setCorePoolSize(size);
      threads.setMaximumPoolSize(size);
    }
    readMillis = millis;
  }

  @Override
  public void execute(Runnable request) {
    threads.execute(
        () -> {
          ReadDeadline mine = new ReadDeadline(clock, readMillis);
          DEADLINE.set(mine);
          try {
            request.run();
          } finally {
            DEADLINE.remove();
            boolean unused = mine.end();
          }
        });
  }

  /**
   * To be called by a request's thread once it has read all of it.
   *
   * @return whether that was in time; if not, the connection is gone
   */
  boolean hasRead() {
    return DEADLINE.get().end();
  }

  void stop() {
    threads.shutdown();
    clock.shutdownNow();
  }
}
