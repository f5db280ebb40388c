package io.drover.jetstream;

import io.drover.delivery.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a message waits before it comes again. */
final class RetryWaits {
  private final List<Duration> listed = new ArrayList<>();
  private final Backoff standard = Backoff.standard();

  /**
   * @param seconds separated by commas, or null for the standard waits
   * @throws IllegalArgumentException if one is no number of seconds
   */
  RetryWaits(String seconds) {
    for (String each : JetStreamEndpoint.list(seconds)) {
      try {
        listed.add(Duration.ofMillis(Math.round(Double.parseDouble(each) * 1_000)));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "backoff=" + seconds + ": " + each + " is no number of seconds, such as 1 or 0.5", e);
      }
    }
  }

  /**
   * @param attempts how many have been made, at least 1
   * @param atLeast what the one that refused said, or zero
   */
  Duration after(long attempts, Duration atLeast) {
    int made = (int) Math.min(Math.max(attempts, 1), 1_000);
    Duration wait =
        listed.isEmpty()
            ? Duration.ofMillis(standard.delayMillis(made))
            : listed.get(Math.min(made, listed.size()) - 1);
    return wait.compareTo(atLeast) < 0 ? atLeast : wait;
  }
}
