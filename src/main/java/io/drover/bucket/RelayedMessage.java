package io.drover.bucket;

import io.drover.delivery.TransientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * A message at work, and the exchange of the component that received it.
 *
 * @param key of messages with the same one the earlier is worked on first; null for any order
 * @param attempts which one this is, from 1
 * @param sinceNanos when it came
 */
record RelayedMessage(
    Exchange exchange, AsyncCallback callback, String key, int attempts, long sinceNanos) {

  RelayedMessage again() {
    return new RelayedMessage(exchange, callback, key, attempts + 1, sinceNanos);
  }

  /** As its sender made it. */
  byte[] bytes() {
    Object body = exchange.getMessage().getBody();
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    return body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }

  /** Its component may acknowledge it. */
  void acknowledge() {
    UnitOfWorkHelper.doneSynchronizations(
        exchange, exchange.getExchangeExtension().handoverCompletions());
    callback.done(false);
  }

  /** Its component is not to acknowledge it. */
  void refuse(String reason) {
    exchange.setException(new TransientException(reason));
    acknowledge();
  }
}
