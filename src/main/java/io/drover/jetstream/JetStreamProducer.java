package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlements;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Publishes the body as a CloudEvent in binary mode, and is done when the stream has it. The id of
 * the message is made of the event, the step and the part, so that the stream keeps it once however
 * often it is sent; a replay that is to act anew has another one. Headers that came with an event
 * from NATS are not sent on.
 */
final class JetStreamProducer extends DefaultProducer {
  private final Publisher publisher;

  JetStreamProducer(JetStreamEndpoint endpoint) {
    super(endpoint);
    this.publisher = new Publisher(endpoint);
  }

  @Override
  public JetStreamEndpoint getEndpoint() {
    return (JetStreamEndpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    if (delivery == null) {
      throw new PermanentException("jetstream: sends only events of a Drover source");
    }
    String finished = delivery.finished(exchange);
    if (finished != null) {
      delivery.duplicate(exchange, finished + ", before");
      return;
    }
    Settlements settlements = Settlements.of(exchange.getContext());
    PublishAck ack =
        settlements.timing(
            exchange,
            () ->
                settlements
                    .circuit("NATS at " + getEndpoint().getComponent().link().servers())
                    .call(delivery.route(), () -> publish(exchange, delivery)));
    String what = "message " + ack.getSeqno() + " of stream " + ack.getStream();
    if (ack.isDuplicate()) {
      delivery.duplicate(exchange, what + " is there already");
    } else {
      delivery.acted(exchange, "published " + what);
    }
  }

  private PublishAck publish(Exchange exchange, Delivery delivery) {
    return publisher.publish(
        getEndpoint().subjectList().get(0),
        ActionIdentity.of(delivery, exchange).name(""),
        headers(delivery),
        body(exchange));
  }

  private static Headers headers(Delivery delivery) {
    Headers headers = AttributeHeaders.of(delivery.event());
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private static byte[] body(Exchange exchange) {
    JsonNode json = exchange.getMessage().getBody(JsonNode.class);
    return json == null ? new byte[0] : json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
