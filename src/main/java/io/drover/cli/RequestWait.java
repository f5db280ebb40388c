package io.drover.cli;

import io.drover.store.Requests;
import java.io.IOException;
import java.time.Duration;

/** Waits for the running Drover to end a request. */
final class RequestWait {
  private static final long PERIOD_MILLIS = 100;

  private final Requests requests;
  private final String name;

  RequestWait(Requests requests, String name) {
    this.requests = requests;
    this.name = name;
  }

  /** Whether it ended in time. */
  boolean untilEnded(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (requests.pending().containsKey(name)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PERIOD_MILLIS);
    }
    return true;
  }
}
