package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the records of a RADOS gateway have otherwise than those of S3: plain keys, and metadata as
 * a list. Source: <a href="https://docs.ceph.com/en/latest/radosgw/notifications/">Bucket
 * Notifications</a>, and src/rgw/driver/rados/rgw_notify.cc for the keys.
 */
final class Ceph {
  static final String SOURCE = "ceph:s3";

  private Ceph() {}

  static boolean sent(JsonNode record) {
    return record.path("eventSource").asText().equals(SOURCE);
  }

  /** Puts the metadata where others have it. */
  static void normalise(ObjectNode record) {
    ObjectNode object = (ObjectNode) record.at("/s3/object");
    JsonNode metadata = object.path("metadata");
    if (metadata.isArray() && !metadata.isEmpty() && !object.has("userMetadata")) {
      ObjectNode userMetadata = object.putObject("userMetadata");
      for (JsonNode entry : metadata) {
        if (entry.path("key").isTextual()) {
          userMetadata.put(entry.get("key").asText(), entry.path("val").asText());
        }
      }
    }
  }
}
