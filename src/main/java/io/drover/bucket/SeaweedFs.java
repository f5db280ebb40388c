package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a filer of SeaweedFS tells of files, as S3 event records of the objects that they are. Its
 * {@code event_type} is not believed: it calls a file that is written over one that was renamed.
 * Source: <a
 * href="https://github.com/seaweedfs/seaweedfs/tree/master/weed/notification/webhook">its
 * webhook</a>, and filer.proto there.
 */
final class SeaweedFs {
  private static final Pattern OBJECT = Pattern.compile("(?s)/buckets/([^/]+)/(.+)");
  private static final String META = "X-Amz-Meta-";

  private SeaweedFs() {}

  /** Whether a message is one of its own. */
  static boolean sent(JsonNode message) {
    return message.path("event_type").isTextual()
        && message.path("key").isTextual()
        && message.path("message").isObject();
  }

  /** Its records: a file that was renamed is removed and created. */
  static Notification read(JsonNode message) {
    JsonNode change = message.get("message");
    JsonNode before = change.path("old_entry");
    JsonNode after = change.path("new_entry");
    if (before.path("is_directory").asBoolean() || after.path("is_directory").asBoolean()) {
      return Notification.nothing("a folder of SeaweedFS");
    }
    String from = message.get("key").asText();
    String to = from;
    if (after.isObject() && change.path("new_parent_path").isTextual()) {
      to = change.get("new_parent_path").asText() + "/" + after.path("name").asText();
    }
    boolean isSame = before.isObject() && after.isObject() && from.equals(to);
    if (isSame && content(before).equals(content(after))) {
      return Notification.nothing("a change of SeaweedFS that leaves the content as it was");
    }
    List<ObjectNode> records = new ArrayList<>();
    if (before.isObject() && !isSame) {
      add(records, "s3:ObjectRemoved:Delete", from, before);
    }
    if (after.isObject()) {
      add(records, "s3:ObjectCreated:Put", to, after);
    }
    return records.isEmpty()
        ? Notification.nothing("a file of SeaweedFS that is no object")
        : new Notification(records, null);
  }

  /** What differs when the content does. */
  private static List<JsonNode> content(JsonNode entry) {
    JsonNode attributes = entry.path("attributes");
    return List.of(
        entry.path("chunks"),
        entry.path("content"),
        attributes.path("mtime"),
        attributes.path("file_size"),
        attributes.path("md5"));
  }

  private static void add(List<ObjectNode> records, String name, String path, JsonNode entry) {
    Matcher place = OBJECT.matcher(path);
    if (!place.matches() || place.group(2).startsWith(".uploads/")) {
      return;
    }
    JsonNode attributes = entry.path("attributes");
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventSource", "seaweedfs:filer").put("eventName", name);
    ObjectNode s3 = record.putObject("s3");
    s3.putObject("bucket").put("name", place.group(1));
    ObjectNode object = s3.putObject("object").put("key", place.group(2));
    putTime(record, object, attributes.path("mtime").asLong());
    String eTag = eTag(attributes.path("md5").asText());
    if (!eTag.isEmpty()) {
      object.put("eTag", eTag);
    }
    if (name.contains("Created")) {
      object.put("size", attributes.path("file_size").asLong());
      if (attributes.path("mime").isTextual()) {
        object.set("contentType", attributes.get("mime"));
      }
      putMetadata(object, entry.path("extended"));
    }
    records.add(record);
  }

  private static void putTime(ObjectNode record, ObjectNode object, long seconds) {
    try {
      if (seconds > 0) {
        record.put("eventTime", Instant.ofEpochSecond(seconds).toString());
        object.put("sequencer", String.format("%016X", Math.multiplyExact(seconds, 1_000_000_000)));
      }
    } catch (DateTimeException | ArithmeticException e) {
      // no time at all: the record goes without
    }
  }

  private static String eTag(String md5) {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(md5));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void putMetadata(ObjectNode object, JsonNode extended) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    extended
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().startsWith(META)) {
                metadata.put(entry.getKey(), text(entry.getValue().asText()));
              }
            });
    if (!metadata.isEmpty()) {
      object.set("userMetadata", metadata);
    }
  }

  private static String text(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }
}
