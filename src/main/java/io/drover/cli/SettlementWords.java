package io.drover.cli;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Says what became of each event: one line, but a retry for the same reason only once. */
final class SettlementWords implements DeliveryListener {
  private final Words words;
  private final Path store;
  private final Map<String, String> retries = new HashMap<>();

  SettlementWords(Words words, Path store) {
    this.words = words;
    this.store = store;
  }

  @Override
  public synchronized void settled(Settlement settlement) {
    String what = settlement.route() + ": " + subject(settlement.event());
    if (settlement.outcome() != Outcome.RETRY) {
      retries.remove(what);
    } else if (settlement.reason().equals(retries.put(what, settlement.reason()))) {
      return;
    }
    words.say(
        switch (settlement.outcome()) {
          case DONE -> what + " -> " + settlement.reason();
          case FILTERED, DUPLICATE -> what + " " + outcome(settlement);
          case RETRY -> what + " " + outcome(settlement) + " (tried again by itself)";
          case DEAD -> what + " " + outcome(settlement) + " (" + next(settlement.event()) + ")";
        });
  }

  private static String outcome(Settlement settlement) {
    return settlement.outcome().word() + ": " + settlement.reason();
  }

  private static String subject(CloudEvent event) {
    return event.subject() == null ? "a message" : event.subject();
  }

  private String next(CloudEvent event) {
    return event.source().startsWith("s3:")
        ? "drover dead-letters show " + event.id() + " --store " + store
        : "waits until the object changes";
  }
}
