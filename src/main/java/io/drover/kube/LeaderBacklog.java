package io.drover.kube;

import io.drover.delivery.Backlog;
import io.drover.delivery.Leadership;
import java.time.Duration;

/** A backlog that only the leader has: what a replica that stands by sees is another's to do. */
record LeaderBacklog(Backlog seen, Leadership leadership) implements Backlog {
  @Override
  public int depth() {
    int depth = seen.depth();
    return leadership.leads() ? depth : Math.min(depth, 0);
  }

  @Override
  public Duration oldest() {
    return leadership.leads() ? seen.oldest() : Duration.ZERO;
  }
}
