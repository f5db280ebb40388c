package io.drover.jetstream;

import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Publishes messages, each until its stream has confirmed it. Thread-safe. */
final class Publisher {
  private static final int MESSAGE_TOO_LARGE = 10054;

  /** More than what the names of those headers take that the client adds. */
  private static final int HEADER_NAMES = 64;

  private final JetStreamEndpoint options;

  Publisher(JetStreamEndpoint options) {
    this.options = options;
  }

  /**
   * @param id under which the stream keeps the message once
   * @throws PermanentException if it is too large
   * @throws UncheckedIOException if nothing is known of it
   * @throws TransientException if the stream refuses it now
   */
  PublishAck publish(String subject, String id, Headers headers, byte[] body) {
    try {
      Connection connection = options.getComponent().link().connection();
      NatsMessage message =
          NatsMessage.builder().subject(subject).headers(headers).data(body).build();
      check(id, headers, body, connection.getMaxPayload());
      Duration timeout = Duration.ofMillis(options.getPublishTimeoutMillis());
      JetStreamOptions waiting = JetStreamOptions.builder().requestTimeout(timeout).build();
      return connection
          .jetStream(waiting)
          .publish(
              message,
              PublishOptions.builder().expectedStream(options.getStream()).messageId(id).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == MESSAGE_TOO_LARGE) {
        throw new PermanentException("the stream refuses the message: " + e.getMessage(), e);
      }
      throw new TransientException(
          "stream " + options.getStream() + ": " + e.getErrorDescription());
    }
  }

  /** The servers end the connection of who sends more than that, headers included. */
  private void check(String id, Headers headers, byte[] body, long most) {
    int added = options.getStream().length() + id.length() + HEADER_NAMES;
    long length = (long) body.length + headers.serializedLength() + added;
    if (length > most) {
      throw new PermanentException(
          "the message has "
              + length
              + " bytes with its headers, and the NATS servers take "
              + most
              + " (max_payload); docs/troubleshooting.md#too-large-for-nats");
    }
  }
}
