package io.drover.leader;

import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * How an election is held, by the properties {@code drover.leader-election.*}.
 *
 * @param namespace that of the Lease
 * @param name that of the Lease
 * @param lease how long others wait for one who has not renewed it
 * @param renewDeadline how long one may act who has not renewed it
 * @param retryPeriod how often it is renewed, and looked at by those who wait
 */
record ElectionOptions(
    String namespace, String name, Duration lease, Duration renewDeadline, Duration retryPeriod) {
  private static final String PREFIX = LeaderElection.PROPERTY + ".";

  ElectionOptions {
    if (lease.compareTo(renewDeadline) <= 0 || renewDeadline.compareTo(retryPeriod) <= 0) {
      throw new IllegalArgumentException(
          "%slease-seconds=%d must be more than renew-deadline-seconds=%d, and that more than"
                  .formatted(PREFIX, lease.toSeconds(), renewDeadline.toSeconds())
              + " retry-period-seconds=%d; docs/high-availability.md#numbers"
                  .formatted(retryPeriod.toSeconds()));
    }
  }

  /**
   * @param namespace the one to take if no property names another; may be null
   * @throws IllegalArgumentException if a property is wrong
   */
  static ElectionOptions of(CamelContext context, String namespace) {
    String ours = text(context, PREFIX + "namespace", namespace == null ? "" : namespace);
    if (ours.isEmpty()) {
      throw new IllegalArgumentException(
          PREFIX + "namespace: name the namespace of the Lease, as there is no Pod's own one here");
    }
    return new ElectionOptions(
        ours,
        text(context, "drover.instance", "drover"),
        seconds(context, "lease-seconds", 15),
        seconds(context, "renew-deadline-seconds", 10),
        seconds(context, "retry-period-seconds", 2));
  }

  private static Duration seconds(CamelContext context, String name, int value) {
    String text = text(context, PREFIX + name, String.valueOf(value));
    if (!text.matches("[1-9]\\d{0,4}")) {
      throw new IllegalArgumentException(
          PREFIX
              + name
              + "="
              + text
              + ": a number of seconds from 1 on is needed, such as "
              + value);
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  private static String text(CamelContext context, String name, String value) {
    return context.resolvePropertyPlaceholders("{{" + name + ":" + value + "}}");
  }
}
