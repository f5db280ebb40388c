package io.drover.bucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.drover.delivery.Settlement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a sender. A status of 2xx ends the event for it. MinIO repeats any other answer for
 * ever and sends nothing else meanwhile, so only what is worth repeating gets one.
 *
 * @param status the HTTP status
 * @param outcome null where no event was looked at
 * @param reason null if there is nothing to say
 */
record Answer(int status, String outcome, String reason) {
  private static final int RETRY_AFTER_SECONDS = 3;

  Answer(int status, String reason) {
    this(status, null, reason);
  }

  static Answer of(Settlement settlement) {
    String word = settlement.outcome().word();
    return switch (settlement.outcome()) {
      case DONE, DUPLICATE -> new Answer(200, word, null);
      case FILTERED -> new Answer(200, word, settlement.reason());
      case DEAD -> new Answer(202, word, settlement.reason());
      case RETRY -> new Answer(503, word, settlement.reason());
    };
  }

  void send(HttpExchange request) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (outcome != null) {
      body.put("outcome", outcome);
    }
    if (reason != null) {
      body.put("reason", reason);
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().set("Content-Type", "application/json");
    if (status == 503) {
      request.getResponseHeaders().set("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
    }
    request.sendResponseHeaders(status, bytes.length);
    request.getResponseBody().write(bytes);
  }
}
