package io.drover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same work for each of many numbers, and takes the time of each. */
final class Load {
  /** A connection of a sender, or of a client. */
  @FunctionalInterface
  interface Work {
    void event(int number) throws Exception;
  }

  private Load() {}

  /** One at a time, with a pause after each. */
  static Measurement idle(Work work, int first, int events, int pauseMillis) throws Exception {
    List<Span> spans = new ArrayList<>();
    for (int number = first; number < first + events; number++) {
      spans.add(time(work, number));
      Thread.sleep(pauseMillis);
    }
    return new Measurement(spans);
  }

  /**
   * All connections at once, each with its next event as soon as it is answered.
   *
   * @param seconds none is begun later, even if not all events were
   */
  static Measurement loaded(List<? extends Work> connections, int first, int events, int seconds)
      throws Exception {
    AtomicInteger next = new AtomicInteger(first);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Callable<List<Span>>> threads = new ArrayList<>();
    for (Work connection : connections) {
      threads.add(
          () -> {
            List<Span> spans = new ArrayList<>();
            int number = next.getAndIncrement();
            while (number < first + events && System.nanoTime() < end) {
              spans.add(time(connection, number));
              number = next.getAndIncrement();
            }
            return spans;
          });
    }
    return new Measurement(all(threads));
  }

  private static Span time(Work work, int number) throws Exception {
    long began = System.nanoTime();
    work.event(number);
    return Span.of(number, began, System.nanoTime());
  }

  private static List<Span> all(List<Callable<List<Span>>> threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads.size());
    try {
      List<Span> spans = new ArrayList<>();
      for (Future<List<Span>> done : pool.invokeAll(threads)) {
        spans.addAll(done.get());
      }
      return spans;
    } catch (ExecutionException e) {
      throw new IllegalStateException("under load: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  /** The same work on all connections, which shares what it needs by itself. */
  static List<Work> shared(Work work, int connections) {
    return Collections.nCopies(connections, work);
  }
}
