package io.drover.bucket;

import java.util.Locale;

/** What carries bucket events to a route. */
public enum Transport {
  /** Notifications that the store sends by HTTP POST. */
  WEBHOOK,
  /** A folder of files that stands in for a bucket. */
  FOLDER,
  /** What MinIO tells those who listen, and what it lists. */
  MINIO;

  static Transport of(String name) {
    for (Transport transport : values()) {
      if (transport.name().toLowerCase(Locale.ROOT).equals(name)) {
        return transport;
      }
    }
    throw new IllegalArgumentException(
        "bucket:" + name + ": the transports are bucket:webhook, bucket:folder and bucket:minio");
  }
}
