package io.drover.delivery;

import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * The properties of delivery.
 *
 * @param ledgerWindow how long a finished event is known again
 * @param ledgerRecords the most finished events that are known again
 * @param attempts how many answers about an event are tried again, at least
 * @param attemptsWindow how long an event is tried again, at least
 * @param deadLetterBytes the most that dead letters may take
 * @param deadLetterAge how long a dead letter is kept
 */
record DeliveryOptions(
    Duration ledgerWindow,
    int ledgerRecords,
    int attempts,
    Duration attemptsWindow,
    long deadLetterBytes,
    Duration deadLetterAge) {

  /**
   * Those of a context.
   *
   * @throws IllegalArgumentException naming the property that is no number above 0
   */
  static DeliveryOptions of(CamelContext context) {
    return new DeliveryOptions(
        Duration.ofDays(number(context, "drover.ledger.days", 7)),
        number(context, "drover.ledger.max-records", 200_000),
        number(context, "drover.attempts.max", 10),
        Duration.ofMinutes(number(context, "drover.attempts.minutes", 60)),
        number(context, "drover.dead-letters.max-megabytes", 256) * 1_000_000L,
        Duration.ofDays(number(context, "drover.dead-letters.days", 30)));
  }

  private static int number(CamelContext context, String key, int otherwise) {
    String text = context.resolvePropertyPlaceholders("{{" + key + ":" + otherwise + "}}");
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(key + "=" + text + " is no whole number above 0");
  }
}
