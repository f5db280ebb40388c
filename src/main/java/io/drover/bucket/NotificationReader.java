package io.drover.bucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a sender delivers: {@code {"Records":[...]}} as S3 documents it and MinIO's listen API
 * sends it, MinIO's {@code {"EventName","Key","Records"}}, the events of Amazon EventBridge, each
 * of them inside a message of Amazon SNS too, and test messages and pings.
 */
final class NotificationReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final KeyEncoding keyEncoding;

  NotificationReader(KeyEncoding keyEncoding) {
    this.keyEncoding = keyEncoding;
  }

  /**
   * @throws PermanentException if it is no bucket event, or one of its keys cannot be decoded
   */
  Notification read(byte[] content) {
    return read(parse(content));
  }

  /** Reads what a sender delivers, or what a route has as its body. */
  Notification readAny(byte[] content) {
    JsonNode message = parse(content);
    JsonNode records = message.path("notification");
    if (!records.isArray() || records.isEmpty()) {
      return read(message);
    }
    List<ObjectNode> normalised = new ArrayList<>();
    for (JsonNode record : records) {
      check(record);
      normalised.add((ObjectNode) record);
    }
    return new Notification(normalised, null);
  }

  private static JsonNode parse(byte[] content) {
    try {
      return JSON.readValue(content);
    } catch (IOException e) {
      throw new PermanentException("the message is not JSON" + where(e), e);
    }
  }

  private Notification read(JsonNode message) {
    if (message.path("Type").asText().equals("Notification")
        && message.path("Message").isTextual()) {
      return read(parse(message.get("Message").asText().getBytes(StandardCharsets.UTF_8)));
    }
    if (EventBridge.sent(message)) {
      return ofEventBridge(message);
    }
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return Notification.nothing("a test message");
    }
    JsonNode records = message.path("Records");
    if (!message.isObject() || !(records.isArray() || records.isNull())) {
      throw new PermanentException(
          "the message is no bucket event: it has no array Records; see docs/bucket-events.md");
    }
    if (records.isEmpty()) {
      return Notification.nothing("a message without records");
    }
    List<ObjectNode> normalised = new ArrayList<>();
    for (JsonNode event : records) {
      normalised.add(normalise(event, message));
    }
    return new Notification(normalised, null);
  }

  private static Notification ofEventBridge(JsonNode message) {
    ObjectNode record = EventBridge.record(message);
    if (record == null) {
      return Notification.nothing("an event of type " + message.path("detail-type").asText());
    }
    check(record);
    return new Notification(List.of(record), null);
  }

  private static void check(JsonNode record) {
    if (!record.at("/s3/object/key").isTextual()
        || !record.at("/s3/bucket/name").isTextual()
        || !record.path("eventName").isTextual()) {
      throw new PermanentException(
          "a record lacks eventName, s3.bucket.name or s3.object.key; see docs/bucket-events.md");
    }
  }

  private ObjectNode normalise(JsonNode given, JsonNode message) {
    check(given);
    ObjectNode event = given.deepCopy();
    String name = Notification.name(given);
    event.put("eventName", name.startsWith("s3:") ? name : "s3:" + name);
    if (isForm(given, message)) {
      ((ObjectNode) event.at("/s3/object"))
          .put("key", KeyEncoding.decodeForm(given.at("/s3/object/key").asText()));
    }
    return event;
  }

  private boolean isForm(JsonNode event, JsonNode message) {
    return switch (keyEncoding) {
      case PLAIN -> false;
      case FORM -> true;
      case AUTO -> {
        boolean listenLine =
            event.path("eventSource").asText().equals(Notification.MINIO)
                && !message.has("EventName")
                && !message.has("Key");
        yield !listenLine;
      }
    };
  }

  /** Not what stands there: reasons are logged, and a message never is. */
  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? ": see its line "
            + json.getLocation().getLineNr()
            + ", column "
            + json.getLocation().getColumnNr()
        : "";
  }
}
