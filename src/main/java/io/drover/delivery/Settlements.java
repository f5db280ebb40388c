package io.drover.delivery;

import io.drover.event.LogText;
import io.drover.event.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out decisions, for all sources of a Camel context: writes the dead letter, logs the
 * outcome, tells the listeners. Thread-safe.
 */
public final class Settlements {
  private static final Logger LOG = LoggerFactory.getLogger("io.drover.outcome");

  private final CamelContext context;
  private DeadLetters deadLetters;

  private Settlements(CamelContext context) {
    this.context = context;
  }

  /** Prepares a context: its steps report to the delivery of the exchange they work on. */
  public static void install(CamelContext context) {
    context
        .getCamelContextExtension()
        .addContextPlugin(Settlements.class, new Settlements(context));
    StepTracker.install(context);
  }

  /**
   * Those of a context.
   *
   * @throws IllegalStateException if {@code Drover.install} was not called on it
   */
  public static Settlements of(CamelContext context) {
    Settlements settlements =
        context.getCamelContextExtension().getContextPlugin(Settlements.class);
    if (settlements == null) {
      throw new IllegalStateException(
          "This Camel context is not prepared for Drover: call Drover.install(context) before its"
              + " routes are added.");
    }
    return settlements;
  }

  /**
   * Settles what no route was needed to decide.
   *
   * @param payload kept in the dead letter of outcome {@code dead}; null to keep none
   * @return the settlement to act on: {@code retry} if the dead letter could not be written
   */
  public Settlement settle(Settlement decided, Object payload) {
    Settlement settlement = decided;
    if (decided.outcome() == Outcome.DEAD && payload != null) {
      try {
        deadLetters().write(decided, payload);
      } catch (IOException | RuntimeException e) {
        settlement =
            decided.with(Outcome.RETRY, decided.reason() + " (writing the dead letter: " + e + ")");
      }
    }
    log(settlement);
    tell(settlement);
    return settlement;
  }

  /** A listener that fails does not keep the source from acknowledging. */
  private void tell(Settlement settlement) {
    for (DeliveryListener listener : context.getRegistry().findByType(DeliveryListener.class)) {
      try {
        listener.settled(settlement);
      } catch (RuntimeException e) {
        LOG.error("Telling {} of event {}:", listener, settlement.event().id(), e);
      }
    }
  }

  private synchronized DeadLetters deadLetters() {
    if (deadLetters == null) {
      String store = context.resolvePropertyPlaceholders("{{drover.store:.drover}}");
      deadLetters = new DeadLetters(Path.of(store, "dead-letters"));
    }
    return deadLetters;
  }

  private static void log(Settlement s) {
    String where = s.step() == null ? s.route() : s.route() + "/" + s.step();
    String line = "{}: event {} ({}) {}: {}";
    String subject = s.event().subject() == null ? s.event().type() : s.event().subject();
    Object[] values = {
      where, s.event().id(), LogText.clean(subject), s.outcome().word(), LogText.clean(s.reason())
    };
    switch (s.outcome()) {
      case DONE, DUPLICATE -> LOG.info(line, values);
      case FILTERED -> LOG.debug(line, values);
      case RETRY -> LOG.warn(line, values);
      case DEAD -> LOG.error(line, values);
    }
  }
}
