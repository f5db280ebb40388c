package io.drover.bucket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
 * of them inside a message of Amazon SNS too, what SeaweedFS tells, and test messages and pings.
 */
final class NotificationReader {
  private static final int DEEPEST = 100;
  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
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

  static JsonNode parse(byte[] content) {
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
    if (SeaweedFs.sent(message)) {
      return checked(SeaweedFs.read(message));
    }
    if (new SnsMessage(message).isAboutSubscription()) {
      return Notification.nothing("a message about a subscription to a topic of Amazon SNS");
    }
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return Notification.nothing("a test message");
    }
    JsonNode records = message.path("Records");
    if (!message.isObject() || !(records.isArray() || records.isNull())) {
      throw new PermanentException(
          "the message is no bucket event: it has no array Records; see docs/connect-a-bucket.md");
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
    return record == null
        ? Notification.nothing("an event of type " + message.path("detail-type").asText())
        : checked(new Notification(List.of(record), null));
  }

  private static Notification checked(Notification notification) {
    notification.records().forEach(NotificationReader::check);
    return notification;
  }

  private static void check(JsonNode record) {
    if (!hasText(record.at("/s3/object/key"))
        || !hasText(record.at("/s3/bucket/name"))
        || !hasText(record.path("eventName"))) {
      throw new PermanentException(
          "a record lacks eventName, s3.bucket.name or s3.object.key; see"
              + " docs/connect-a-bucket.md");
    }
    String key = record.at("/s3/object/key").asText();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new PermanentException("an object key holds half a character: it is no Unicode text");
    }
  }

  private static boolean hasText(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty();
  }

  private ObjectNode normalise(JsonNode given, JsonNode message) {
    check(given);
    ObjectNode event = given.deepCopy();
    String name = Notification.name(given);
    event.put("eventName", name.startsWith("s3:") ? name : "s3:" + name);
    ObjectNode object = (ObjectNode) event.at("/s3/object");
    if (isForm(given, message)) {
      object.put("key", KeyEncoding.decodeForm(given.at("/s3/object/key").asText()));
    }
    if (object.path("versionId").asText("x").isEmpty()) {
      object.remove("versionId"); // as Ceph says that there are no versions
    }
    if (object.path("size").isTextual()) {
      putSize(object);
    }
    if (Ceph.sent(event)) {
      Ceph.normalise(event);
    }
    return event;
  }

  /** The documentation of Ceph has a text. */
  private static void putSize(ObjectNode object) {
    try {
      object.put("size", Long.parseLong(object.get("size").asText()));
    } catch (NumberFormatException e) {
      object.remove("size");
    }
  }

  private boolean isForm(JsonNode event, JsonNode message) {
    return switch (keyEncoding) {
      case PLAIN -> false;
      case FORM -> true;
      case AUTO -> {
        boolean isListenLine =
            event.path("eventSource").asText().equals(Notification.MINIO)
                && !message.has("EventName")
                && !message.has("Key");
        yield !isListenLine && !Ceph.sent(event);
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
