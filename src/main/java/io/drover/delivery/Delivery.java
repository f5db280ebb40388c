package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
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

  /**
   * One report of a step.
   *
   * @param part the part of a split that an action worked on; null where no action of ours reports
   */
  record Report(Outcome outcome, String step, String part, String text) {}

  private final Settlements settlements;
  private final String route;
  private final CloudEvent event;
  private final Object payload;
  private final int replay;
  private final List<Report> reports = new ArrayList<>();
  private final IdentityHashMap<Throwable, String> failures = new IdentityHashMap<>();
  private final List<Exchange> failedParts = new ArrayList<>();
  private String note;
  private List<String> parts = List.of();
  private DeliveryRecords.Known known;

  private Delivery(
      Settlements settlements, String route, CloudEvent event, Object payload, int replay) {
    this.settlements = settlements;
    this.route = route;
    this.event = event;
    this.payload = payload;
    this.replay = replay;
  }

  /**
   * Makes the exchange carry an event of a source that keeps its events itself: no dead letters, no
   * ledger. The source is told once it is settled.
   *
   * @param route the id of the route that the event enters
   * @param attempt which attempt at it this is, from 1
   * @param acknowledge called once
   */
  public static void start(
      Exchange exchange,
      String route,
      CloudEvent event,
      int attempt,
      Consumer<Settlement> acknowledge) {
    Settlements settlements = Settlements.of(exchange.getContext());
    Delivery delivery = new Delivery(settlements, route, event, null, 0);
    delivery.enter(exchange, acknowledge, attempt);
  }

  /**
   * Makes the exchange carry an event, unless it is finished or being worked on: then it need not
   * run. The source is told once the event is settled: when the unit of work completes, wherever
   * that is, since after a {@code seda:} hop the callback comes too early.
   *
   * @param route the id of the route that the event enters
   * @param payload what a dead letter keeps: the event's body as it entered
   * @param replay how often the event was replayed to be acted on anew, or 0
   * @param acknowledge called once, perhaps at once; by then all is written down that has to be
   * @return the delivery, or null if the exchange is not to run
   */
  public static Delivery start(
      Exchange exchange,
      String route,
      CloudEvent event,
      Object payload,
      int replay,
      Consumer<Settlement> acknowledge) {
    Settlements settlements = Settlements.of(exchange.getContext());
    Delivery delivery = new Delivery(settlements, route, event, payload, replay);
    if (!settlements.claim(delivery, acknowledge)) {
      return null;
    }
    delivery.enter(exchange, acknowledge, 1);
    return delivery;
  }

  /** That of a message which no route can have. */
  static Delivery unread(Settlements settlements, String route, CloudEvent event, byte[] message) {
    return unread(settlements, route, event, message, 0);
  }

  static Delivery unread(
      Settlements settlements, String route, CloudEvent event, byte[] message, int replay) {
    return new Delivery(settlements, route, event, message, replay);
  }

  /** That of an event which a bus refuses. */
  static Delivery unqueued(
      Settlements settlements, String route, CloudEvent event, JsonNode payload) {
    return new Delivery(settlements, route, event, payload, 0);
  }

  private void enter(Exchange exchange, Consumer<Settlement> acknowledge, int attempt) {
    settlements.started(route);
    exchange.setProperty(PROPERTY, this);
    exchange.getMessage().setHeaders(event.headers());
    exchange
        .getExchangeExtension()
        .addOnCompletion(new Settle(this, settlements, acknowledge, attempt));
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

  /** What a dead letter keeps; null if the source keeps its events itself. */
  Object payload() {
    return payload;
  }

  /** How often the event was replayed to be acted on anew, or 0. */
  public int replay() {
    return replay;
  }

  /** The ids of events of which this one is made; they are finished when it is. */
  public synchronized void madeOf(List<String> ids) {
    parts = List.copyOf(ids);
  }

  synchronized List<String> parts() {
    return parts;
  }

  /** Something known of the event that explains why no filter takes it. */
  public synchronized void note(String text) {
    note = text;
  }

  /**
   * What an action had done for this event and part in an earlier attempt, or null if nothing is
   * known of that. An action whose traces may be gone by now asks before it acts.
   */
  public String finished(Exchange exchange) {
    return payload == null
        ? null
        : settlements.finished(key(Step.of(exchange), Step.part(exchange)));
  }

  /** What was known of the event when work on it began: no other of this process works on it. */
  synchronized void known(DeliveryRecords.Known found) {
    known = found;
  }

  /** Null if it was not looked up. */
  synchronized DeliveryRecords.Known known() {
    return known;
  }

  Ledger.Key key(String step, String part) {
    return new Ledger.Key(route, step, part, event.id(), replay);
  }

  /** An action ran. */
  public void acted(Exchange exchange, String what) {
    report(Outcome.DONE, Step.of(exchange), Step.part(exchange), what);
  }

  /** The action had already happened for this event. */
  public void duplicate(Exchange exchange, String what) {
    report(Outcome.DUPLICATE, Step.of(exchange), Step.part(exchange), what);
  }

  /** A step sent the message to something that does not report by itself. */
  void sent(String step) {
    report(Outcome.DONE, step, null, step + " was sent");
  }

  void filtered(String step, String why) {
    report(Outcome.FILTERED, step, null, why);
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

  private synchronized void report(Outcome outcome, String step, String part, String text) {
    reports.add(new Report(outcome, step, part, text));
  }

  /** What actions did that can be asked for what they have done. */
  List<Report> actions() {
    return reports().stream().filter(report -> report.part() != null).toList();
  }

  synchronized List<Report> reports() {
    return List.copyOf(reports);
  }

  synchronized String note() {
    return note;
  }
}
