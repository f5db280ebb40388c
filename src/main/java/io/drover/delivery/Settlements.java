package io.drover.delivery;

import io.drover.event.LogText;
import io.drover.event.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

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
    Settlement last = settlement;
    tell(last.route(), listener -> listener.settled(last));
    return settlement;
  }

  /**
   * Makes the requests of an action, and tells how long they took, well or not.
   *
   * @param exchange in the step of the action
   */
  public <T> T timing(Exchange exchange, Supplier<T> requests) {
    long began = System.nanoTime();
    try {
      return requests.get();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String route = Delivery.of(exchange).route();
      tell(route, listener -> listener.acted(route, Step.outermost(exchange), took));
    }
  }

  /** Tells of a source that has begun and keeps what waits by itself. */
  public void waiting(String route, IntSupplier waiting) {
    tell(route, listener -> listener.waiting(route, waiting));
  }

  /** A listener that fails does not keep the source from acknowledging. */
  void tell(String route, Consumer<DeliveryListener> news) {
    for (DeliveryListener listener : context.getRegistry().findByType(DeliveryListener.class)) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("Telling {} of route {}:", listener, route, e);
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
    String subject =
        LogText.clean(s.event().subject() == null ? s.event().type() : s.event().subject());
    String reason = LogText.clean(s.reason());
    String outcome = s.outcome().word();
    LoggingEventBuilder line =
        LOG.atLevel(
            switch (s.outcome()) {
              case DONE, DUPLICATE -> Level.INFO;
              case FILTERED -> Level.DEBUG;
              case RETRY -> Level.WARN;
              case DEAD -> Level.ERROR;
            });
    line = line.addKeyValue("route", s.route());
    line = s.step() == null ? line : line.addKeyValue("step", s.step());
    line.addKeyValue("event", s.event().id())
        .addKeyValue("subject", subject)
        .addKeyValue("outcome", outcome)
        .addKeyValue("reason", reason)
        .addKeyValue("attempt", s.attempt())
        .log("{}: event {} ({}) {}: {}", where, s.event().id(), subject, outcome, reason);
  }
}
