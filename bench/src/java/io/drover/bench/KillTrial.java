package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Kills a reader while it works off a queue, starts it again each time, and counts at rest. */
final class KillTrial {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final QueueReader reader;
  private final WorkflowNamespace namespace;
  private final Duration rest;
  private int seen;
  private long seenNanos;

  /**
   * @param rest how long nothing changes before all is over
   */
  KillTrial(QueueReader reader, WorkflowNamespace namespace, Duration rest) {
    this.reader = reader;
    this.namespace = namespace;
    this.rest = rest;
  }

  /**
   * Carries it out.
   *
   * @param first the number of the first event
   */
  KillFigures run(KillPlan plan, int first) throws Exception {
    namespace.clear();
    reader.queue().make();
    Running running = reader.start();
    try {
      reader.queue().awaitReader();
      reader.queue().hold();
      reader.queue().publish(first, plan.events());
      long began = System.nanoTime();
      reader.queue().release();
      int kills = 0;
      for (int more : plan.progress()) {
        if (awaitProgress(more)) {
          running.kill();
          running = reader.start();
          kills++;
        }
      }
      awaitRest();
      double seconds = (System.nanoTime() - began) / 1e9;
      return KillFigures.of(kills, plan.events(), namespace.numbers(), seconds);
    } finally {
      running.close();
      namespace.clear();
    }
  }

  /** Waits for more Workflows; whether they came. */
  private boolean awaitProgress(int more) throws Exception {
    int enough = namespace.count() + more;
    seenNanos = System.nanoTime();
    Awaitility.await(more + " more Workflows, or rest")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> namespace.count() >= enough || isAtRest());
    return namespace.count() >= enough;
  }

  private void awaitRest() {
    seenNanos = System.nanoTime();
    Awaitility.await("all is over").atMost(PATIENCE).pollInterval(LOOK).until(this::isAtRest);
  }

  /** Nothing is in the queue, and no Workflow has come for some time. */
  private boolean isAtRest() throws Exception {
    int now = namespace.count();
    if (now != seen || reader.queue().left() > 0) {
      seen = now;
      seenNanos = System.nanoTime();
    }
    return System.nanoTime() - seenNanos > rest.toNanos();
  }
}
