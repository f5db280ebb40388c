package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.RecordTable;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * Carries out decisions, for all sources of a Camel context: has them written down, logs the
 * outcome, tells the listeners. Thread-safe.
 */
public final class Settlements {
  private final Circuits circuits = new Circuits();
  private final AtWork atWork = new AtWork();
  private final Listeners listeners;
  private final Replays replays;
  private final OpenRecords records;
  private volatile Leadership leadership = Leadership.ALWAYS;
  private final Removals removals;
  private final Backfills backfills;
  private volatile Bus bus;

  private Settlements(CamelContext context) {
    this.records = new OpenRecords(context);
    this.replays = new Replays(context);
    this.listeners = new Listeners(context);
    this.removals =
        new Removals(replays, () -> replays.look(records.get()), () -> leadership.leads());
    this.backfills = new Backfills(context, replays, records);
  }

  /** Prepares a context: its steps report to the delivery of the exchange they work on. */
  public static void install(CamelContext context) {
    Settlements settlements = new Settlements(context);
    context.getCamelContextExtension().addContextPlugin(Settlements.class, settlements);
    context.addLifecycleStrategy(settlements.records);
    bind(context, new StoreHealth(settlements));
    bind(context, new ApisHealth(settlements));
    StepTracker.install(context);
  }

  private static void bind(CamelContext context, HealthDetail detail) {
    context.getRegistry().bind("drover-health-" + detail.name(), HealthDetail.class, detail);
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
   * Opens the store and lets dead letters of a route come again by its source, which calls it when
   * it starts.
   *
   * @throws io.drover.store.StoreException if the store cannot be had
   */
  public void begin(String route, Replayable source) {
    replays.add(route, source, records.get());
  }

  /** Those of sources that can look back. */
  Backfills backfills() {
    return backfills;
  }

  /** Those that routes hold back. */
  public Removals removals() {
    return removals;
  }

  /** The source takes no more dead letters. */
  public void end(String route) {
    replays.remove(route);
  }

  /**
   * How long a source should take no events, as they could not be acted on or written down; zero if
   * it may go on.
   */
  public Duration hold(String route) {
    DeliveryRecords open = records.orNull();
    Duration byStore = open == null ? Duration.ZERO : open.hold(route);
    Duration byApi = circuits.hold(route);
    return byStore.compareTo(byApi) > 0 ? byStore : byApi;
  }

  /**
   * The circuit of an API, through which all requests to it go.
   *
   * @param api its kind and address, for messages
   */
  public Circuit circuit(String api) {
    return circuits.of(api);
  }

  /** Whether this process is the one that acts, where several run. */
  public Leadership leadership() {
    return leadership;
  }

  /** Has the sources that are not started yet act only while this process leads. */
  public void elect(Leadership elected) {
    leadership = elected;
  }

  /** What keeps events between sources and routes; null if routes run at once. */
  Bus bus() {
    return bus;
  }

  /** Has the sources that are not started yet give their events to a bus. */
  public void carry(Bus carrier) {
    bus = carrier;
  }

  /** The circuit of a cluster's API. */
  public Circuit circuit(KubernetesClient client) {
    return circuit("the Kubernetes API " + client.getMasterUrl());
  }

  /** Where sources that ask for their events keep how far they are, by route. */
  public RecordTable positions() {
    return records.get().store().table("positions");
  }

  Collection<Circuit> circuits() {
    return circuits.all();
  }

  /** How many APIs are left alone now because they are away. */
  public int openCircuits() {
    return circuits.open();
  }

  /** What the store holds now. */
  public Stored stored() {
    DeliveryRecords open = records.orNull();
    return open == null ? Stored.NOTHING : open.stored();
  }

  /** A copy in which what nobody is to read is masked. */
  public JsonNode mask(JsonNode json) {
    return records.secrets().mask(json);
  }

  /** Words for people in which what nobody is to read is masked. */
  public String mask(String text) {
    return records.secrets().mask(text);
  }

  /**
   * Settles a message that no route can have.
   *
   * @param message kept in the dead letter
   */
  public Settlement unreadable(String route, CloudEvent event, byte[] message, Throwable why) {
    String reason = why.getMessage();
    Settlement dead = new Settlement(route, event, Outcome.DEAD, reason, null, why);
    return settle(dead, Delivery.unread(this, route, event, message));
  }

  /** Settles an event that its source keeps, and of which nothing can be made as it is. */
  public Settlement refused(String route, CloudEvent event, PermanentException why) {
    String reason = records.secrets().mask(why.getMessage());
    return publish(new Settlement(route, event, Outcome.DEAD, reason, null, why));
  }

  /** Settles a message of which nothing is for the route. */
  public Settlement filtered(String route, CloudEvent event, String reason) {
    Settlement filtered = new Settlement(route, event, Outcome.FILTERED, reason, null, null);
    return publish(filtered);
  }

  /** Has a bus keep an event; who takes it from there settles it, and not the one that sent it. */
  Settlement queue(Bus carrier, String route, ReadMessage content) {
    CloudEvent event = content.event();
    try {
      return Settlement.queued(route, event, carrier.keep(route, content));
    } catch (PermanentException e) {
      Settlement dead = new Settlement(route, event, Outcome.DEAD, e.getMessage(), null, e);
      return settle(dead, Delivery.unqueued(this, route, event, content.body()));
    } catch (RuntimeException | Error e) {
      String reason = records.secrets().mask(Reason.of(e));
      return publish(new Settlement(route, event, Outcome.RETRY, reason, null, e));
    }
  }

  /**
   * Takes on the work on an event. Another delivery of it that is at work already is waited for.
   *
   * @param acknowledge told if there is no work to do
   * @return whether it is to be done
   */
  boolean claim(Delivery delivery, Consumer<Settlement> acknowledge) {
    if (!atWork.begin(delivery, first -> acknowledge.accept(share(first)))) {
      return false;
    }
    Settlement known = known(delivery);
    if (known != null) {
      acknowledge.accept(known);
    }
    return known == null;
  }

  /** What is known of an event before its route sees it, or null. */
  private Settlement known(Delivery delivery) {
    try {
      Settlement finished = records.get().finished(delivery);
      return finished == null ? null : settle(finished, delivery);
    } catch (IOException | RuntimeException | Error e) {
      return end(retry(delivery, "looking whether it is finished: " + e, e), delivery);
    }
  }

  private Settlement share(Settlement first) {
    if (first.outcome() != Outcome.DONE) {
      return first;
    }
    return publish(first.with(Outcome.DUPLICATE, "was finished meanwhile: " + first.reason()));
  }

  /** Of an event whose settling failed itself. */
  Settlement unsettled(Delivery delivery, Throwable failure) {
    return end(retry(delivery, "settling it: " + failure, failure), delivery);
  }

  private static Settlement retry(Delivery delivery, String reason, Throwable cause) {
    return new Settlement(delivery.route(), delivery.event(), Outcome.RETRY, reason, null, cause);
  }

  /**
   * Whether an event needs no more: it was acted on, or is a dead letter.
   *
   * @throws IOException if that cannot be found out
   */
  boolean isFinished(String route, CloudEvent event) throws IOException {
    return records.get().isFinished(route, event);
  }

  /** What is known to be done, or null. */
  String finished(Ledger.Key key) {
    try {
      return records.get().what(key);
    } catch (IOException e) {
      throw new TransientException("looking whether it is done already: " + e);
    }
  }

  /**
   * Settles what was decided.
   *
   * @return the settlement to act on: {@code retry} if what has to be written down could not be
   */
  Settlement settle(Settlement decided, Delivery delivery) {
    Settlement masked = decided.with(decided.outcome(), records.secrets().mask(decided.reason()));
    Settlement settlement =
        delivery.payload() == null ? masked : records.get().keep(masked, delivery);
    return end(settlement, delivery);
  }

  private Settlement end(Settlement settlement, Delivery delivery) {
    publish(settlement);
    atWork.end(delivery, settlement);
    return settlement;
  }

  private Settlement publish(Settlement settlement) {
    OutcomeLog.log(settlement);
    listeners.tell(listener -> listener.settled(settlement));
    return settlement;
  }

  void started(String route) {
    listeners.tell(listener -> listener.started(route));
  }

  void ended(String route) {
    listeners.tell(listener -> listener.ended(route));
  }

  /**
   * Makes the requests of an action, and tells how long they took, well or not.
   *
   * @param exchange in the step of the action
   * @throws UnavailableException if only the leader may make them, and this process is not
   */
  public <T> T timing(Exchange exchange, Supplier<T> requests) {
    if (exchange.getProperty(Leadership.REQUIRED) != null) {
      leadership.require();
    }
    long began = System.nanoTime();
    try {
      return requests.get();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String route = Delivery.of(exchange).route();
      listeners.tell(listener -> listener.acted(route, Step.outermost(exchange), took));
    }
  }

  /** Tells of a source that has begun and keeps what waits by itself. */
  public void waiting(String route, Backlog backlog) {
    listeners.tell(listener -> listener.waiting(route, backlog));
  }
}
