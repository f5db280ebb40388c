package io.drover.delivery;

import io.drover.event.Outcome;
import java.time.Duration;

/**
 * What an exception says about the event that it ended.
 *
 * @param outcome {@code retry} or {@code dead}
 * @param counts whether it is an answer about this very event, so that it counts as an attempt
 * @param away whether the API that was asked is not there or does not want to be asked now
 * @param retryAfter when it is worth trying again; zero if nobody said
 */
record Verdict(Outcome outcome, boolean counts, boolean away, Duration retryAfter) {
  static final Verdict DEAD = new Verdict(Outcome.DEAD, true, false, Duration.ZERO);
  static final Verdict RETRY = new Verdict(Outcome.RETRY, true, false, Duration.ZERO);
  static final Verdict NOT_NOW = new Verdict(Outcome.RETRY, false, false, Duration.ZERO);

  static Verdict away(Duration retryAfter) {
    return new Verdict(Outcome.RETRY, false, true, retryAfter);
  }
}
