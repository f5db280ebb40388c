package io.drover.chaos;

import io.drover.servers.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Tells from when on MinIO sends events: for a moment after its start it takes uploads before it
 * knows whom to tell of them, and tells nobody. Thread-safe.
 */
final class SentEvents implements AutoCloseable {
  private static final String PREFIX = "probe-";
  private static final Pattern PROBE = Pattern.compile(PREFIX + "\\d+");

  private final AtomicInteger probes = new AtomicInteger();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private Connection connection;

  /** Looks at what is published to a subject, too. */
  void watch(NatsServer nats, String subject) throws IOException, InterruptedException {
    Options options =
        Options.builder()
            .server(nats.url())
            .maxReconnects(-1)
            .reconnectWait(Duration.ofMillis(200))
            .build();
    connection = Nats.connect(options);
    connection
        .createDispatcher(message -> see(new String(message.getData(), StandardCharsets.UTF_8)))
        .subscribe(subject);
  }

  /** Looks at an event that MinIO sends. */
  void see(String event) {
    PROBE.matcher(event).results().forEach(result -> seen.add(result.group()));
  }

  /** Uploads probes, outside the route's prefix, until MinIO sends the event of one. */
  void await(S3Client s3) {
    Awaitility.await("minio sends events")
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .ignoreExceptions()
        .until(
            () -> {
              if (!seen.isEmpty()) {
                return true;
              }
              String key = PREFIX + probes.incrementAndGet();
              s3.putObject(b -> b.bucket(ChaosRoute.BUCKET).key(key), RequestBody.empty());
              return false;
            });
  }

  /** MinIO starts anew. */
  void forget() {
    seen.clear();
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
