package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does each thing at its moment, several at once where they overlap. */
final class Timeline implements AutoCloseable {
  /** What is done; it may fail the run. */
  @FunctionalInterface
  interface Deed {
    void run() throws Exception;
  }

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
  private final List<Future<?>> deeds = new ArrayList<>();
  private final List<Future<?>> habits = new ArrayList<>();

  void at(long millis, Deed deed) {
    deeds.add(threads.schedule(() -> run(deed), millis, TimeUnit.MILLISECONDS));
  }

  /** Does it again and again, until it fails or this is closed. */
  void every(long millis, Deed deed) {
    habits.add(threads.scheduleWithFixedDelay(() -> run(deed), 0, millis, TimeUnit.MILLISECONDS));
  }

  private static void run(Deed deed) {
    try {
      deed.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until all is done; what failed fails this. */
  void await(Duration most) throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + most.toNanos();
    for (Future<?> deed : deeds) {
      deed.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    for (Future<?> habit : habits) {
      if (habit.isDone()) {
        habit.get();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
