package io.drover.bucket;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What carries bucket events to a route. */
public enum Transport {
  /** Notifications that the store sends by HTTP POST. */
  WEBHOOK,
  /** A folder of files that stands in for a bucket. */
  FOLDER,
  /** What MinIO tells those who listen, and what it lists. */
  MINIO,
  /** A queue of Amazon SQS. */
  SQS,
  /** A subject of core NATS. */
  NATS;

  static Transport of(String name) {
    for (Transport transport : values()) {
      if (transport.word().equals(name)) {
        return transport;
      }
    }
    String all =
        Arrays.stream(values()).map(t -> "bucket:" + t.word()).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("bucket:" + name + ": the transports are " + all);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
