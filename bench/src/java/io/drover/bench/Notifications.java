package io.drover.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What MinIO sends for uploads of pictures, all of the same length. */
final class Notifications {
  private static final Pattern PICTURE = Pattern.compile("bear-(\\d{8})\\.gif");
  private final String template;
  private final String busTemplate;

  Notifications() throws IOException {
    String fixture = "/fixtures/bucket/minio-webhook-put-gif.json";
    try (InputStream in = Notifications.class.getResourceAsStream(fixture)) {
      ObjectNode message = (ObjectNode) new ObjectMapper().readTree(in);
      message.put("Key", "acme/thumbnails/" + picture(0));
      ((ObjectNode) message.at("/Records/0/s3/bucket")).put("name", "acme");
      ((ObjectNode) message.at("/Records/0/s3/object")).put("key", "thumbnails%2F" + picture(0));
      template = message.toString();
      busTemplate = onArgosBus(message).toString();
    }
  }

  private static ObjectNode onArgosBus(ObjectNode message) {
    ObjectNode event =
        message
            .objectNode()
            .put("specversion", "1.0")
            .put("id", "00000000000000000000000000000000")
            .put("source", "minio")
            .put("type", "minio")
            .put("subject", "acme")
            .put("datacontenttype", "application/json")
            .put("time", "2026-11-23T10:15:21.418Z");
    ArrayNode records = message.get("Records").deepCopy();
    ((ObjectNode) records.at("/0/s3/object")).put("key", "thumbnails/" + picture(0));
    event.putObject("data").set("notification", records);
    return event;
  }

  String upload(int number) {
    return template.replace(picture(0), picture(number));
  }

  /** What Argo Events has on its bus for the same upload: a CloudEvent, its key plain. */
  String onArgosBus(int number) {
    return busTemplate
        .replace(picture(0), picture(number))
        .replace("\"id\":\"00000000", String.format("\"id\":\"%08d", number));
  }

  /** The name of the picture of an event. */
  static String picture(int number) {
    return String.format("bear-%08d.gif", number);
  }

  /** The number of the event whose picture is named in a text. */
  static int number(String text) {
    Matcher name = PICTURE.matcher(text);
    if (!name.find()) {
      throw new IllegalArgumentException("no picture is named in " + text);
    }
    return Integer.parseInt(name.group(1));
  }
}
