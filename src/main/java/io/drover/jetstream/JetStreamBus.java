package io.drover.jetstream;

import io.drover.delivery.Bus;
import io.drover.delivery.Circuit;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Inlet;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlements;
import io.drover.delivery.TransientException;
import io.drover.event.StableHash;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Keeps events in a stream from which they are gone once they are settled. Its subjects are {@code
 * STREAM.ROUTE.SLOT}: the slot is made of what the order is kept by, so that it can be worked on by
 * any number of partitions up to that of the slots.
 */
public final class JetStreamBus implements Bus {
  /** Where the bus is, such as {@code jetstream:EVENTS?streamReplicas=3}; none if not set. */
  public static final String PROPERTY = "drover.bus";

  private static final String SCHEME = "jetstream:";

  private final CamelContext context;
  private final JetStreamEndpoint options;
  private final Slots slots;
  private final Publisher publisher;
  private final OrderKey order;
  private volatile boolean made;

  private JetStreamBus(CamelContext context, JetStreamEndpoint options) {
    this.context = context;
    this.options = options;
    this.slots = new Slots(options);
    this.publisher = new Publisher(options);
    this.order = new OrderKey(options.getOrderBy());
  }

  /**
   * Has the sources of a context give their events to the bus of the property, if it is set. To be
   * called before routes start.
   *
   * @throws IllegalArgumentException if it is no stream, or has options that a bus has not
   */
  public static void install(CamelContext context) {
    String address = context.resolvePropertyPlaceholders("{{" + PROPERTY + ":}}").strip();
    if (address.isEmpty()) {
      return;
    }
    if (!address.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          PROPERTY
              + "="
              + address
              + ": give a stream, such as jetstream:EVENTS;"
              + " docs/high-availability.md#the-bus");
    }
    JetStreamEndpoint options = context.getEndpoint(address, JetStreamEndpoint.class);
    check(options);
    Settlements.of(context).carry(new JetStreamBus(context, options));
  }

  private static void check(JetStreamEndpoint options) {
    if (options.getSubject() != null
        || options.getStreamSubjects() != null
        || options.getDurable() != null) {
      throw new IllegalArgumentException(
          PROPERTY
              + " has subjects and durable consumers of its own: leave out subject, streamSubjects"
              + " and durable; docs/high-availability.md#the-bus");
    }
    if (options.getPartitions() > Slots.COUNT) {
      throw new IllegalArgumentException(
          PROPERTY
              + ": partitions="
              + options.getPartitions()
              + " are too many: up to "
              + Slots.COUNT);
    }
    if (options.getPartitions() > 0 && options.getOrderBy().equals("none")) {
      throw new IllegalArgumentException(
          PROPERTY
              + ": partitions keep events in order; say by what with orderBy=subject or a JSON"
              + " pointer into the body");
    }
  }

  @Override
  public String keep(String route, ReadMessage content) {
    String id = content.event().id();
    String subject = slots.subject(route, order.of(content), id);
    PublishAck kept =
        circuit()
            .call(
                route,
                () -> {
                  makeStream();
                  return publisher.publish(
                      subject,
                      StableHash.of(List.of(route, id, "0")),
                      new Headers().put("Content-Type", "application/cloudevents+json"),
                      KeptEvent.write(content));
                });
    return "queued on stream "
        + kept.getStream()
        + (kept.isDuplicate() ? ", before" : " as message " + kept.getSeqno());
  }

  /** Once; after that those who read it see to it. */
  private void makeStream() {
    if (!made) {
      try {
        options.getComponent().link().provide(provisioning -> provisioning.stream(slots.stream()));
        made = true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (JetStreamApiException e) {
        throw new TransientException("stream " + options.getStream() + ": " + e.getMessage());
      }
    }
  }

  @Override
  public Duration hold() {
    return circuit().hold();
  }

  private Circuit circuit() {
    return Settlements.of(context)
        .circuit("the bus on NATS at " + options.getComponent().link().servers());
  }

  @Override
  public Outlet open(String route, Inlet inlet) {
    List<Subscriber> subscribers =
        slots.consumers(route).stream().map(each -> subscriber(route, each)).toList();
    BusWork work = new BusWork(route, inlet, order, Settlements.of(context));
    Partitions partitions = new Partitions(options, work, subscribers);
    HealthDetail health = new JetStreamHealth("bus:" + route, options, partitions);
    String name = "drover-health-" + health.name();
    context.getRegistry().bind(name, HealthDetail.class, health);
    partitions.resume();
    Settlements.of(context).waiting(route, partitions);
    return () -> {
      close(partitions);
      context.getRegistry().unbind(name);
    };
  }

  private static void close(Partitions partitions) {
    try {
      partitions.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Subscriber subscriber(String route, ConsumerSettings consumer) {
    List<String> names = slots.consumers(route).stream().map(ConsumerSettings::durable).toList();
    return () ->
        options
            .getComponent()
            .link()
            .subscription(
                consumer,
                provisioning -> {
                  provisioning.stream(slots.stream());
                  provisioning.queueConsumer(
                      consumer, name -> Names.isOf(route, name) && !names.contains(name));
                });
  }
}
