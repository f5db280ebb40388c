package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Has a reader work off a queue in which all events are before it is given the first one. It is
 * started for that, and warmed up by other events.
 */
final class QueueTrial {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration REST = Duration.ofSeconds(3);

  private final QueueReader reader;
  private final QueueGoal goal;
  private double most;

  QueueTrial(QueueReader reader, QueueGoal goal) {
    this.reader = reader;
    this.goal = goal;
  }

  /**
   * Measures.
   *
   * @param first the number of the first event
   * @param warmUp events before those that count
   */
  QueueFigures run(int first, int warmUp, int events) throws Exception {
    goal.clear();
    reader.queue().make();
    try (Running running = reader.start()) {
      reader.queue().awaitReader();
      double rest = atRest(running);
      work(running, first, warmUp);
      goal.clear();
      most = 0;
      CpuTime before = CpuTime.of(running.handle());
      double seconds = work(running, first + warmUp, events);
      CpuTime cpu = CpuTime.of(running.handle()).minus(before);
      goal.clear();
      return new QueueFigures(events, seconds, cpu, rest, most);
    }
  }

  /** Has some events done, and leaves what they come to. */
  void runOnly(int events) throws Exception {
    reader.queue().make();
    try (Running running = reader.start()) {
      reader.queue().awaitReader();
      work(running, 0, events);
    }
  }

  private static double atRest(Running running) throws IOException {
    long until = System.nanoTime() + REST.toNanos();
    Awaitility.await("it has come to rest")
        .pollInterval(LOOK)
        .until(() -> System.nanoTime() > until);
    return ResidentMemory.megabytes(running.handle());
  }

  /** Seconds from the first event that is given until all has come of the last. */
  private double work(Running running, int first, int events) throws Exception {
    int already = goal.done(running);
    reader.queue().hold();
    reader.queue().publish(first, events);
    reader.queue().release();
    long began = System.nanoTime();
    Awaitility.await(events + " events are acknowledged by " + reader.name())
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> isAcknowledged(running));
    Awaitility.await("and done")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(() -> isDone(running, already + events));
    double seconds = (System.nanoTime() - began) / 1e9;
    int done = goal.done(running) - already;
    if (done != events) {
      throw new IllegalStateException(
          reader.name() + ": " + events + " events were done " + done + " times");
    }
    return seconds;
  }

  /** Asks the bus, which is cheaper for those that are measured than to be asked themselves. */
  private boolean isAcknowledged(Running running) throws Exception {
    weigh(running);
    return reader.queue().left() == 0;
  }

  private boolean isDone(Running running, int enough) throws IOException {
    weigh(running);
    return goal.done(running) >= enough;
  }

  private void weigh(Running running) throws IOException {
    most = Math.max(most, ResidentMemory.megabytes(running.handle()));
  }
}
