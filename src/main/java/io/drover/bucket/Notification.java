package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One message of a sender: S3 event records, normalised.
 *
 * @param records as in the S3 documentation, {@code eventName} with the prefix {@code s3:}, the key
 *     decoded
 * @param empty why there are none, or null
 */
record Notification(List<ObjectNode> records, String empty) {
  static final String MINIO = "minio:s3";
  static final String FOLDER = "drover:folder";

  static Notification nothing(String why) {
    return new Notification(List.of(), why);
  }

  /** The message body of the route. */
  ObjectNode body() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(records);
    return JsonNodeFactory.instance.objectNode().set("notification", array);
  }

  /** With a content type in those records of new objects that lack one; null for none. */
  Notification typed(String contentType) {
    if (contentType != null) {
      for (ObjectNode record : records) {
        if (lacksContentType(record)) {
          ((ObjectNode) record.at("/s3/object")).put("contentType", contentType);
        }
      }
    }
    return this;
  }

  /** Whether a record of a new object lacks the type of its content, as AWS's always do. */
  boolean lacksContentType() {
    return records.stream().anyMatch(Notification::lacksContentType);
  }

  static boolean lacksContentType(ObjectNode record) {
    return EventClass.of(name(record)).equals(EventClass.CREATED)
        && record.at("/s3/object/contentType").asText().isEmpty();
  }

  /** The attributes of the event that the records are; of an empty one, with the empty id. */
  CloudEvent event() {
    if (records.isEmpty()) {
      return new CloudEvent("none", "s3:", "none", null, null);
    }
    ObjectNode first = records.get(0);
    List<String> ids = records.stream().map(Notification::id).toList();
    return new CloudEvent(
        ids.size() == 1 ? ids.get(0) : StableHash.of(ids),
        "s3://" + text(first, "/s3/bucket/name"),
        name(first),
        text(first, "/s3/object/key"),
        text(first, "/eventTime"));
  }

  static String name(JsonNode record) {
    return record.path("eventName").asText();
  }

  /**
   * The id of a record: the same on every transport and in a listing. On MinIO and in a folder the
   * sequencer holds the modification time in ns, of which a listing shows the ms. Changes of an
   * object other than its creation repeat that time, so there the request's id stands for it.
   */
  static String id(ObjectNode record) {
    String eventClass = EventClass.of(name(record));
    String version = some(text(record, "/s3/object/versionId"));
    String eTag = some(text(record, "/s3/object/eTag"));
    return StableHash.of(
        Arrays.asList(
            text(record, "/s3/bucket/name"),
            text(record, "/s3/object/key"),
            "null".equals(version) ? null : version,
            eTag,
            eventClass,
            moment(record, eventClass, version == null && eTag == null)));
  }

  /**
   * @param isNeeded whether nothing else tells this creation of an object from others
   */
  private static String moment(ObjectNode record, String eventClass, boolean isNeeded) {
    String sequencer = some(text(record, "/s3/object/sequencer"));
    String source = text(record, "/eventSource");
    if (eventClass.equals(EventClass.CREATED)) {
      if (MINIO.equals(source) || FOLDER.equals(source)) {
        return millis(sequencer);
      }
      if (!isNeeded) {
        return null;
      }
    } else {
      String request = some(text(record, "/responseElements/x-amz-request-id"));
      if (request != null) {
        return request;
      }
    }
    return sequencer == null ? text(record, "/eventTime") : sequencer;
  }

  private static String some(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /**
   * When an object was changed whose upload a record tells of, as a listing shows it; null if the
   * record is of something that no listing shows.
   */
  static Instant modified(ObjectNode record) {
    if (!EventClass.of(name(record)).equals(EventClass.CREATED)) {
      return null;
    }
    try {
      return MINIO.equals(text(record, "/eventSource"))
          ? Instant.ofEpochMilli(Long.parseLong(millis(text(record, "/s3/object/sequencer"))))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String millis(String sequencer) {
    try {
      return Long.toUnsignedString(
          Long.divideUnsigned(Long.parseUnsignedLong(sequencer, 16), 1_000_000));
    } catch (NumberFormatException e) {
      return sequencer; // of a MinIO that writes another one: still its own, if not a listing's
    }
  }

  static String text(JsonNode record, String path) {
    JsonNode value = record.at(path);
    return value.isTextual() ? value.asText() : null;
  }
}
