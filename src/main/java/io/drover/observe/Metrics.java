package io.drover.observe;

import io.drover.delivery.Backlog;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.ToDoubleFunction;

/**
 * Keeps the meters that docs/observing.md describes. Their tags are the ids of routes and steps,
 * and the words for outcomes: never anything of an event. Thread-safe.
 */
public final class Metrics implements DeliveryListener {
  private static final Duration[] LAGS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(10)
  };
  private static final Duration[] ACTIONS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry meters;
  private final Clock clock;
  private final QueueMeters queues;
  private final InFlight inFlight = new InFlight();

  public Metrics(MeterRegistry meters) {
    this(meters, Clock.systemUTC());
  }

  Metrics(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.queues = new QueueMeters(meters);
  }

  /** Shows what a context has stored, and whether what its routes act on is there. */
  public void of(Settlements settlements) {
    gauge("drover.dead.letters", settlements, s -> s.stored().deadLetters())
        .description("Dead letters that are kept")
        .register(meters);
    gauge("drover.dead.letters.size", settlements, s -> s.stored().deadLetterBytes())
        .description("What the dead letters take")
        .baseUnit(BaseUnits.BYTES)
        .register(meters);
    gauge("drover.dead.letters.limit", settlements, s -> s.stored().deadLetterBytesLimit())
        .description("What the dead letters may take")
        .baseUnit(BaseUnits.BYTES)
        .register(meters);
    gauge("drover.dead.letters.oldest", settlements, this::oldestSeconds)
        .description("The age of the oldest dead letter")
        .baseUnit("seconds")
        .register(meters);
    gauge("drover.ledger.records", settlements, s -> s.stored().ledger())
        .description("Finished events that are known again")
        .register(meters);
    gauge("drover.leader", settlements, s -> s.leadership().leads() ? 1 : 0)
        .description("Whether this process does what only one does at a time")
        .register(meters);
    gauge("drover.circuits.open", settlements, Settlements::openCircuits)
        .description("APIs that are left alone, as they are away")
        .register(meters);
  }

  private static Gauge.Builder<Settlements> gauge(
      String name, Settlements settlements, ToDoubleFunction<Settlements> value) {
    return Gauge.builder(name, settlements, value);
  }

  private double oldestSeconds(Settlements settlements) {
    Instant oldest = settlements.stored().oldestDeadLetter();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds();
  }

  /** An event that is tried again is counted as such the first time, and then by how it ends. */
  @Override
  public void settled(Settlement settlement) {
    count("drover.attempts", "Attempts at events", settlement.route());
    boolean retry = settlement.outcome() == Outcome.RETRY;
    if (!retry || settlement.attempt() == 1) {
      String outcome = settlement.outcome().word();
      count("drover.events", "Events by outcome", settlement.route(), "outcome", outcome);
    }
    if (!retry && settlement.event().time() != null) {
      lag(settlement.route(), settlement.event().time());
    }
  }

  private void count(String name, String description, String route, String... tags) {
    Counter.builder(name)
        .description(description)
        .tag("route", route)
        .tags(tags)
        .register(meters)
        .increment();
  }

  /** The sender's clock may be ahead of ours, and what it writes need not be a time. */
  private void lag(String route, String time) {
    Duration lag;
    try {
      lag = Duration.between(OffsetDateTime.parse(time).toInstant(), clock.instant());
    } catch (DateTimeException e) {
      return;
    }
    Timer.builder("drover.lag")
        .description("From an event's time to its outcome")
        .tag("route", route)
        .serviceLevelObjectives(LAGS)
        .register(meters)
        .record(lag.isNegative() ? Duration.ZERO : lag);
  }

  @Override
  public void started(String route) {
    inFlight.started(route);
    Gauge.builder("drover.in.flight", inFlight.of(route), Number::doubleValue)
        .description("Events that a route is working on")
        .tag("route", route)
        .register(meters);
  }

  @Override
  public void ended(String route) {
    inFlight.ended(route);
  }

  @Override
  public void acted(String route, String step, Duration took) {
    Timer.builder("drover.action")
        .description("The requests of an action, well or not")
        .tag("route", route)
        .tag("step", step)
        .serviceLevelObjectives(ACTIONS)
        .register(meters)
        .record(took);
  }

  @Override
  public void waiting(String route, Backlog backlog) {
    queues.add(route, backlog);
  }
}
