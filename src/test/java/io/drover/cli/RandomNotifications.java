package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages to a bucket's webhook at random, in every shape, a part of them odd or broken. */
final class RandomNotifications {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGER_THAN_TAKEN = 1_100_000;

  private static final String[] NAMES = {
    "bear.gif",
    "it's.gif",
    "a\"b.gif",
    "$(touch x).gif",
    "`touch x`.gif",
    "a\nb.gif",
    "a\tb c.gif",
    "-rf",
    "@list.gif",
    "a b&c;d|e>f+g.gif",
    "100%.gif",
    "%2F+.gif",
    "\u00e9\u00e8 \ud83d\udc3b.gif",
    "\u0001\u007f\u2028.gif",
    "{item}.gif",
    "{{workflow.name}}.gif",
    "{{=1+1}}",
    "back\\slash.gif",
    "\\u007b\\u007b.gif",
    "",
    "a//b/.gif"
  };

  private final Random random;
  private final List<byte[]> earlier = new ArrayList<>();

  RandomNotifications(long seed) {
    random = new Random(seed);
  }

  /** The next one; now and then one that was there before. */
  byte[] next() {
    if (!earlier.isEmpty() && random.nextInt(12) == 0) {
      return earlier.get(random.nextInt(earlier.size()));
    }
    byte[] message = random.nextInt(6) == 0 ? odd() : notification();
    earlier.add(message);
    return message;
  }

  private byte[] notification() {
    ObjectNode message =
        switch (random.nextInt(5)) {
          case 0 -> eventBridge();
          case 1 -> records(false, "minio:s3");
          case 2 -> records(true, "aws:s3");
          case 3 -> records(true, "minio:s3").put("EventName", "s3:ObjectCreated:Put");
          default -> records(true, "minio:s3").put("Key", "acme/x");
        };
    if (random.nextInt(10) == 0) {
      message = JSON.createObjectNode().put("Type", "Notification").put("Message", text(message));
    }
    return text(message).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ObjectNode message) {
    return message.toString();
  }

  /** What is no notification, is about nothing, or cannot be read. */
  private byte[] odd() {
    String good = text(records(true, "aws:s3"));
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(18)) {
      case 0 -> bytes("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"acme\"}");
      case 1 -> bytes("{\"Records\":[]}");
      case 2 -> bytes("{\"Records\":null}");
      case 3 -> bytes("{\"EventName\":\"\",\"Key\":\"\",\"Records\":[{}]}");
      case 4 -> bytes("{\"hello\":" + random.nextInt(99) + "}");
      case 5 -> bytes("");
      case 6 -> bytes("no json at all");
      case 7 -> bytes(good.substring(0, good.length() - 1 - random.nextInt(20)));
      case 8 -> bytes(good + " and more");
      case 9 -> bytes(" \n" + good + "\n");
      case 10 -> bytes("\ufeff" + good);
      case 11 -> good.getBytes(StandardCharsets.UTF_16BE);
      case 12 -> with(bytes, '\u0080', (byte) 0xff);
      case 13 -> bytes("[" + good + "]");
      case 14 -> bytes(good.replaceFirst("\"key\":\"[^\"]*\"", "\"key\":\"thumbnails/100%\""));
      case 15 -> bytes(good.replaceFirst("\"key\":\"[^\"]*\"", "\"key\":\"thumbnails/%ff\""));
      case 16 -> bytes(good.replaceFirst("\"eventName\":\"[^\"]*\"", "\"eventName\":3"));
      default -> bytes(good + " ".repeat(LARGER_THAN_TAKEN));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With bytes that are no UTF-8 inside the first string. */
  private static byte[] with(byte[] message, int... wrong) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message, 0, 3);
    for (int each : wrong) {
      out.write(each);
    }
    out.write(message, 3, message.length - 3);
    return out.toByteArray();
  }

  private ObjectNode records(boolean form, String source) {
    ObjectNode message = JSON.createObjectNode();
    ArrayNode records = message.putArray("Records");
    int count = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
    for (int i = 0; i < count; i++) {
      records.add(record(form, source));
    }
    return message;
  }

  private ObjectNode record(boolean form, String source) {
    ObjectNode record = JSON.createObjectNode();
    record.put("eventVersion", "2.0").put("eventSource", source);
    record.put("eventTime", "2026-11-23T10:15:" + (10 + random.nextInt(50)) + ".418Z");
    record.put("eventName", pick("s3:", "") + eventName());
    record.putObject("responseElements").put("x-amz-request-id", hex());
    ObjectNode s3 = record.putObject("s3");
    s3.putObject("bucket").put("name", bucket());
    ObjectNode object = s3.putObject("object");
    String key = key();
    object.put("key", form ? URLEncoder.encode(key, StandardCharsets.UTF_8) : key);
    object.put("size", random.nextInt(2) == 0 ? 43L : 5_000_000_000_000L).put("eTag", hex());
    if (random.nextInt(5) > 0) {
      object.put("contentType", contentType());
    }
    if (random.nextInt(4) == 0) {
      object.put("versionId", pick("null", hex()));
    }
    object.put("sequencer", random.nextInt(9) == 0 ? "not hexadecimal" : hex());
    return record;
  }

  private ObjectNode eventBridge() {
    ObjectNode message = JSON.createObjectNode().put("source", "aws.s3");
    message.put("detail-type", pick("Object Created", "Object Deleted", "Object Tags Added"));
    message.put("time", "2026-11-23T10:15:21Z").put("region", "eu-west-1");
    ObjectNode detail = message.putObject("detail");
    detail.putObject("bucket").put("name", bucket());
    detail.putObject("object").put("key", key()).put("etag", hex()).put("sequencer", hex());
    detail.put("reason", pick("PutObject", "CopyObject", "DeleteObject"));
    return message;
  }

  private String bucket() {
    return random.nextInt(10) == 0 ? pick("Acme", "pictures", "") : "acme";
  }

  private String eventName() {
    return random.nextInt(4) == 0
        ? pick(
            "ObjectRemoved:Delete",
            "ObjectRemoved:DeleteMarkerCreated",
            "ObjectCreated:PutTagging",
            "ObjectAccessed:Get",
            "objectcreated:Put",
            "")
        : pick(
            "ObjectCreated:Put",
            "ObjectCreated:Post",
            "ObjectCreated:Copy",
            "ObjectCreated:CompleteMultipartUpload");
  }

  private String contentType() {
    return random.nextInt(3) == 0
        ? pick("", "image", "text/plain", "application/image/png", " image/png", "image/")
        : pick("image/gif", "Image/PNG", "IMAGE/JPEG; q=\"1\"", "image/svg+xml");
  }

  private String key() {
    String folder =
        random.nextInt(8) == 0
            ? pick("", "other/", "Thumbnails/", "/thumbnails/", "thumbnails")
            : pick("thumbnails/", "thumbnails/", "thumbnails/a b/", "thumbnails/\u00fc/{x}/");
    return folder + pick(NAMES);
  }

  private String hex() {
    return String.format("%016X", random.nextLong());
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
