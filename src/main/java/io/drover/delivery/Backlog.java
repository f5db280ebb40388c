package io.drover.delivery;

import java.time.Duration;

/** What waits at a source that keeps it by itself. Thread-safe and quick. */
public interface Backlog {
  /** How many wait, for now or for later; fewer than 0 once the source has ended. */
  int depth();

  /** How long that waits which has been waiting longest for a worker; zero if nothing does. */
  Duration oldest();
}
