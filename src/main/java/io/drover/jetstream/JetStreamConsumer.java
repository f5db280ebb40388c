package io.drover.jetstream;

import io.drover.delivery.HealthDetail;
import io.drover.delivery.MessageConsumer;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Processor;

/** Runs its route for each message of a stream. */
final class JetStreamConsumer extends MessageConsumer {
  private static final String HEALTH = "drover-health-jetstream:";

  private final OrderKey order;
  private Partitions partitions;

  JetStreamConsumer(JetStreamEndpoint endpoint, Processor processor) {
    super(endpoint, processor, endpoint.getReader());
    this.order = new OrderKey(endpoint.getOrderBy());
  }

  @Override
  public JetStreamEndpoint getEndpoint() {
    return (JetStreamEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    List<Subscriber> subscribers =
        getEndpoint().consumers(route()).stream().map(this::subscriber).toList();
    partitions = new Partitions(getEndpoint(), new Work(), subscribers);
    HealthDetail health = new JetStreamHealth("jetstream:" + route(), getEndpoint(), partitions);
    getEndpoint()
        .getCamelContext()
        .getRegistry()
        .bind(HEALTH + route(), HealthDetail.class, health);
    partitions.resume();
    settlements().waiting(route(), partitions);
  }

  @Override
  protected boolean isKept() {
    return true;
  }

  private Subscriber subscriber(ConsumerSettings consumer) {
    return () ->
        getEndpoint()
            .getComponent()
            .link()
            .subscription(
                consumer,
                provisioning -> {
                  provisioning.stream(getEndpoint().stream());
                  provisioning.consumer(consumer);
                });
  }

  @Override
  protected void doResume() {
    partitions.resume();
  }

  @Override
  protected void doSuspend() {
    if (partitions != null) {
      partitions.pause();
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (partitions != null) {
      partitions.stop();
      getEndpoint().getCamelContext().getRegistry().unbind(HEALTH + route());
    }
    super.doStop();
  }

  /** What becomes of the messages. */
  private final class Work implements MessageWork {
    @Override
    public String route() {
      return JetStreamConsumer.this.route();
    }

    @Override
    public ReadMessage read(Message message) {
      return reader().read(message.getData(), headers(message));
    }

    @Override
    public Settlement unreadable(Message message, PermanentException why) {
      return JetStreamConsumer.this.unreadable(message.getData(), message.getData(), why);
    }

    @Override
    public String key(ReadMessage content) {
      return order.of(content);
    }

    @Override
    public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
      JetStreamConsumer.this.deliver(content, acknowledge);
    }

    @Override
    public Duration hold() {
      return JetStreamConsumer.this.hold();
    }

    @Override
    public boolean isOpen() {
      return isTaking();
    }
  }

  /** Those of the message, and where in the stream it is. */
  private static Map<String, String> headers(Message message) {
    Map<String, String> headers = new HashMap<>();
    if (message.hasHeaders()) {
      for (Map.Entry<String, List<String>> header : message.getHeaders().entrySet()) {
        headers.put(header.getKey(), header.getValue().get(0));
      }
    }
    NatsJetStreamMetaData place = message.metaData();
    headers.put(CloudEventMessages.STREAM, place.getStream());
    headers.put(CloudEventMessages.SUBJECT, message.getSubject());
    headers.put(CloudEventMessages.SEQUENCE, String.valueOf(place.streamSequence()));
    headers.put(CloudEventMessages.TIME, place.timestamp().toInstant().toString());
    return headers;
  }
}
