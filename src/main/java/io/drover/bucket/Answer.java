package io.drover.bucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.drover.delivery.Settlement;
import io.drover.event.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The answer to a sender. A status of 2xx ends the event for it. MinIO repeats any other answer for
 * ever and sends nothing else meanwhile, so only what is worth repeating gets one.
 *
 * @param status the HTTP status
 * @param outcome null where no event was looked at
 * @param reason null if there is nothing to say
 * @param retryAfter with status 503, when it is worth repeating
 */
record Answer(int status, String outcome, String reason, Duration retryAfter) {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  Answer(int status, String reason) {
    this(status, null, reason);
  }

  private Answer(int status, String outcome, String reason) {
    this(status, outcome, reason, RETRY_AFTER);
  }

  static Answer of(Settlement settlement) {
    String word = settlement.outcome().word();
    return switch (settlement.outcome()) {
      case DONE -> new Answer(200, word, settlement.isQueued() ? settlement.reason() : null);
      case DUPLICATE -> new Answer(200, word, null);
      case FILTERED -> new Answer(200, word, settlement.reason());
      case DEAD -> new Answer(202, word, settlement.reason());
      case RETRY -> new Answer(503, word, settlement.reason(), retryAfter(settlement));
    };
  }

  private static Duration retryAfter(Settlement settlement) {
    return settlement.retryAfter().isZero() ? RETRY_AFTER : settlement.retryAfter();
  }

  void send(HttpExchange request) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (outcome != null) {
      body.put("outcome", outcome);
    }
    if (reason != null) {
      body.put("reason", LogText.cut(reason));
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().set("Content-Type", "application/json");
    if (status == 503) {
      request.getResponseHeaders().set("Retry-After", String.valueOf(seconds(retryAfter)));
    }
    request.sendResponseHeaders(status, bytes.length);
    request.getResponseBody().write(bytes);
  }

  /** Whole seconds, as the header has them (RFC 9110, section 10.2.3), rounded up. */
  private static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
