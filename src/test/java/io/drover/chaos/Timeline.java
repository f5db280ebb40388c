package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does each thing at its moment, several at once where they overlap. */
final class Timeline implements AutoCloseable {
  /** What is done; it may fail the run. */
  @FunctionalInterface
  interface Deed {
    void run() throws Exception;
  }

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
  private final List<ScheduledFuture<?>> deeds = new ArrayList<>();

  void at(long millis, Deed deed) {
    Callable<Void> task =
        () -> {
          deed.run();
          return null;
        };
    deeds.add(threads.schedule(task, millis, TimeUnit.MILLISECONDS));
  }

  /** Waits until all are done; one that failed fails this. */
  void await(Duration most) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    for (ScheduledFuture<?> deed : deeds) {
      deed.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
