package io.drover.delivery;

import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/**
 * One attempt at an event, into which the steps of its route report. Copies of the exchange (split
 * parts, kamelets) share it. Thread-safe.
 */
public final class Delivery {
  private static final String PROPERTY = "DroverDelivery";

  /** One report of a step. */
  record Report(Outcome outcome, String step, String text) {}

  private final String route;
  private final CloudEvent event;
  private final Object payload;
  private final List<Report> reports = new ArrayList<>();
  private final IdentityHashMap<Throwable, String> failures = new IdentityHashMap<>();
  private final List<Exchange> failedParts = new ArrayList<>();
  private String note;

  private Delivery(String route, CloudEvent event, Object payload) {
    this.route = route;
    this.event = event;
    this.payload = payload;
  }

  /**
   * Makes the exchange carry an event, and has the source told once it is settled: when the unit of
   * work completes, wherever that is, since after a {@code seda:} hop the callback comes too early.
   *
   * @param route the id of the route that the event enters
   * @param payload what a dead letter keeps: the event's body as it entered; null for a source that
   *     keeps its events itself and wants no dead letters
   * @param acknowledge called once; by then a dead letter is written
   */
  public static Delivery start(
      Exchange exchange,
      String route,
      CloudEvent event,
      Object payload,
      Consumer<Settlement> acknowledge) {
    Delivery delivery = new Delivery(route, event, payload);
    exchange.setProperty(PROPERTY, delivery);
    exchange.getMessage().setHeaders(event.headers());
    Settlements settlements = Settlements.of(exchange.getContext());
    exchange.getExchangeExtension().addOnCompletion(new Settle(delivery, settlements, acknowledge));
    settlements.tell(route, listener -> listener.started(route));
    return delivery;
  }

  /** The delivery of an exchange, or null if its source started none. */
  public static Delivery of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Delivery.class);
  }

  public String route() {
    return route;
  }

  public CloudEvent event() {
    return event;
  }

  Object payload() {
    return payload;
  }

  /** Something known of the event that explains why no filter takes it. */
  public synchronized void note(String text) {
    note = text;
  }

  /** An action ran. */
  public void acted(Exchange exchange, String what) {
    report(Outcome.DONE, Step.of(exchange), what);
  }

  /** The action had already happened for this event. */
  public void duplicate(Exchange exchange, String what) {
    report(Outcome.DUPLICATE, Step.of(exchange), what);
  }

  /** A step sent the message to something that does not report by itself. */
  void sent(String step) {
    report(Outcome.DONE, step, step + " was sent");
  }

  void filtered(String step, String why) {
    report(Outcome.FILTERED, step, why);
  }

  /** A step ended with an exception. Called from the innermost outwards; the first one counts. */
  synchronized void failed(String step, Throwable exception) {
    failures.putIfAbsent(exception, step);
  }

  /** A part of a split failed in a step, unless the route handles that. */
  synchronized void partFailed(Exchange part) {
    if (!failedParts.contains(part)) {
      failedParts.add(part);
    }
  }

  /** The exceptions that parts ended with; Camel shows at most one of them on the whole. */
  synchronized List<Throwable> partFailures() {
    return failedParts.stream()
        .map(part -> (Throwable) part.getException())
        .filter(Objects::nonNull)
        .toList();
  }

  /** The step in which an exception arose, or null if none is known. */
  synchronized String failedStep(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (failures.containsKey(cause)) {
        return failures.get(cause);
      }
    }
    return null;
  }

  private synchronized void report(Outcome outcome, String step, String text) {
    reports.add(new Report(outcome, step, text));
  }

  synchronized List<Report> reports() {
    return List.copyOf(reports);
  }

  synchronized String note() {
    return note;
  }
}
