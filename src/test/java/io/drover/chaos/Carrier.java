package io.drover.chaos;

import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What carries the events of uploads from MinIO to Drover. */
enum Carrier {
  LISTEN("minio-bucket-source"),
  WEBHOOK("webhook-bucket-source"),
  JETSTREAM("jetstream-bucket-source");

  static final String STREAM = "UPLOADS";

  static final String SUBJECT = "uploads.acme";

  private final String kamelet;

  Carrier(String kamelet) {
    this.kamelet = kamelet;
  }

  String kamelet() {
    return kamelet;
  }

  /** A MinIO that sends what it has in this way, and keeps on disk what was not taken. */
  Minio minio(URI webhook, NatsServer nats) {
    return switch (this) {
      case LISTEN -> Minio.withoutTargets();
      case WEBHOOK -> new Minio(webhook.toString(), DroverUnderTest.TOKEN);
      case JETSTREAM -> new Minio(nats, SUBJECT);
    };
  }

  /** The parameters of the kamelet that are neither of the bucket nor of the sweep. */
  Map<String, String> parameters(int webhookPort) {
    Map<String, String> parameters = new TreeMap<>();
    switch (this) {
      case LISTEN -> {}
      case WEBHOOK -> {
        parameters.put("port", String.valueOf(webhookPort));
        parameters.put("token", DroverUnderTest.TOKEN);
      }
      case JETSTREAM -> {
        parameters.put("stream", STREAM);
        parameters.put("streamSubjects", "uploads.>");
        parameters.put("backoff", "0.2,1,3");
      }
    }
    return parameters;
  }
}
