package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlements;
import io.drover.delivery.TransientException;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Publishes the body as a CloudEvent in binary mode, and is done when the stream has it. The id of
 * the message is made of the event, the step and the part, so that the stream keeps it once however
 * often it is sent; a replay that is to act anew has another one. Headers that came with an event
 * from NATS are not sent on.
 */
final class JetStreamProducer extends DefaultProducer {
  private static final int MESSAGE_TOO_LARGE = 10054;

  JetStreamProducer(JetStreamEndpoint endpoint) {
    super(endpoint);
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
    try {
      Connection connection = getEndpoint().getComponent().link().connection();
      byte[] body = body(exchange);
      if (body.length > connection.getMaxPayload()) {
        throw new PermanentException(
            "the message has "
                + body.length
                + " bytes, and the NATS servers take "
                + connection.getMaxPayload());
      }
      Duration timeout = Duration.ofMillis(getEndpoint().getPublishTimeoutMillis());
      JetStreamOptions options = JetStreamOptions.builder().requestTimeout(timeout).build();
      JetStream stream = connection.jetStream(options);
      NatsMessage message =
          NatsMessage.builder()
              .subject(getEndpoint().subjectList().get(0))
              .headers(headers(delivery))
              .data(body)
              .build();
      return stream.publish(
          message,
          PublishOptions.builder()
              .expectedStream(getEndpoint().getStream())
              .messageId(ActionIdentity.of(delivery, exchange).name(""))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == MESSAGE_TOO_LARGE) {
        throw new PermanentException("the stream refuses the message: " + e.getMessage(), e);
      }
      throw new TransientException(
          "stream " + getEndpoint().getStream() + ": " + e.getErrorDescription());
    }
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
