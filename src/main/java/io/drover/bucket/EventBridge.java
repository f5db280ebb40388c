package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * S3's events as Amazon EventBridge has them, as the records that S3 sends elsewhere. Their keys
 * are plain. Source: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">Amazon S3 event
 * messages</a>.
 */
final class EventBridge {
  private static final Map<String, String> CREATED =
      Map.of(
          "PutObject", "Put",
          "POST Object", "Post",
          "CopyObject", "Copy",
          "CompleteMultipartUpload", "CompleteMultipartUpload");

  private EventBridge() {}

  /** Whether a message is one of its events about S3. */
  static boolean sent(JsonNode message) {
    return message.path("source").asText().equals("aws.s3") && message.has("detail-type");
  }

  /** The event's record, or null if it is about something else than an object made or removed. */
  static ObjectNode record(JsonNode message) {
    JsonNode detail = message.path("detail");
    String name = name(message.path("detail-type").asText(), detail);
    if (name == null) {
      return null;
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventSource", "aws:s3");
    record.put("eventName", name);
    copy(message, "time", record, "eventTime");
    copy(message, "region", record, "awsRegion");
    copy(detail, "request-id", record.putObject("responseElements"), "x-amz-request-id");
    ObjectNode s3 = record.putObject("s3");
    copy(detail.path("bucket"), "name", s3.putObject("bucket"), "name");
    ObjectNode object = s3.putObject("object");
    JsonNode given = detail.path("object");
    copy(given, "key", object, "key");
    copy(given, "size", object, "size");
    copy(given, "etag", object, "eTag");
    copy(given, "version-id", object, "versionId");
    copy(given, "sequencer", object, "sequencer");
    return record;
  }

  private static String name(String type, JsonNode detail) {
    String reason = detail.path("reason").asText();
    return switch (type) {
      case "Object Created" -> "s3:ObjectCreated:" + CREATED.getOrDefault(reason, "Put");
      case "Object Deleted" ->
          detail.path("deletion-type").asText().equals("Delete Marker Created")
              ? "s3:ObjectRemoved:DeleteMarkerCreated"
              : "s3:ObjectRemoved:Delete";
      default -> null;
    };
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }
}
