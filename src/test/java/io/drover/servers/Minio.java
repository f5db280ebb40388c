package io.drover.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** A real MinIO whose targets, with queues on disk, are the addresses given at the start. */
public final class Minio implements AutoCloseable {
  private static final String USER = "test-user";
  private static final String PASSWORD = "test-password";

  /** One request among the first after the start may never be answered; the client repeats it. */
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private static final String WEBHOOK_ARN = "arn:minio:sqs::DROVER:webhook";
  private static final String NATS_ARN = "arn:minio:sqs::DROVER:nats";

  private final int port = Ports.free();
  private final Path folder;
  private final Path queue;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> targets = new ArrayList<>();
  private ServerProcess process;

  /**
   * @param endpoint where notifications are posted to
   * @param token the bearer token that MinIO shows there
   */
  public Minio(String endpoint, String token) {
    this();
    target(WEBHOOK_ARN, "WEBHOOK", "ENDPOINT", endpoint);
    environment.put("MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_DROVER", token);
    start();
  }

  /**
   * @param server whose JetStream notifications are published to
   * @param subject of all of them
   */
  public Minio(NatsServer server, String subject) {
    this();
    stream(server, subject);
    start();
  }

  private void stream(NatsServer server, String subject) {
    target(server, subject);
    environment.put("MINIO_NOTIFY_NATS_JETSTREAM_DROVER", "on");
  }

  /** With both kinds of targets. */
  public Minio(String endpoint, String token, NatsServer server, String subject) {
    this();
    target(WEBHOOK_ARN, "WEBHOOK", "ENDPOINT", endpoint);
    environment.put("MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_DROVER", token);
    stream(server, subject);
    start();
  }

  /** Whose notifications are published to core NATS, which keeps nothing. */
  public static Minio withCoreNats(NatsServer server, String subject) {
    Minio minio = new Minio();
    minio.target(server, subject);
    minio.start();
    return minio;
  }

  private void target(NatsServer server, String subject) {
    target(NATS_ARN, "NATS", "ADDRESS", server.url().replace("nats://", ""));
    environment.put("MINIO_NOTIFY_NATS_SUBJECT_DROVER", subject);
  }

  /** Without a target: its events are only heard by those who listen. */
  public static Minio withoutTargets() {
    Minio minio = new Minio();
    minio.start();
    return minio;
  }

  private Minio() {
    try {
      folder = Files.createTempDirectory("drover-minio");
    } catch (IOException e) {
      throw new IllegalStateException("preparing MinIO", e);
    }
    queue = folder.resolve("queue");
    environment.put("MINIO_ROOT_USER", USER);
    environment.put("MINIO_ROOT_PASSWORD", PASSWORD);
    environment.put("MINIO_API_SYNC_EVENTS", "on");
  }

  private void target(String arn, String kind, String option, String address) {
    targets.add(arn);
    String prefix = "MINIO_NOTIFY_" + kind + "_";
    environment.put(prefix + "ENABLE_DROVER", "on");
    environment.put(prefix + option + "_DROVER", address);
    environment.put(prefix + "QUEUE_DIR_DROVER", queue.toString());
  }

  /** Starts it, if it was ended before, with what it had. */
  public void start() {
    process =
        ServerProcess.start(
            "minio",
            folder,
            environment,
            "server",
            folder.resolve("data").toString(),
            "--address",
            "127.0.0.1:" + port);
    try (S3Client client = client()) {
      process.awaitReady(() -> client.listBuckets().buckets() != null);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The access key of its administrator. */
  public static String user() {
    return USER;
  }

  /** The secret key of its administrator. */
  public static String password() {
    return PASSWORD;
  }

  /** A client for its administrator, to be closed by the caller. */
  public S3Client client() {
    return S3Client.builder()
        .endpointOverride(url())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, PASSWORD)))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(ATTEMPT).build())
        .build();
  }

  /** Makes a bucket whose events of every kind go to the targets. */
  public void makeBucket(String name) {
    try (S3Client client = client()) {
      client.createBucket(b -> b.bucket(name));
      List<QueueConfiguration> all = targets.stream().map(Minio::allEvents).toList();
      if (!all.isEmpty()) {
        client.putBucketNotificationConfiguration(
            b -> b.bucket(name).notificationConfiguration(n -> n.queueConfigurations(all)));
      }
    }
  }

  private static QueueConfiguration allEvents(String target) {
    return QueueConfiguration.builder()
        .queueArn(target)
        .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
        .build();
  }

  /** Makes a bucket keep every version of an object. */
  public void keepVersions(String bucket) {
    try (S3Client client = client()) {
      client.putBucketVersioning(
          b ->
              b.bucket(bucket)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
  }

  /** How many notifications wait for a target to take them. */
  public long queued() throws IOException {
    if (targets.isEmpty()) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(queue)) {
      return files.filter(file -> file.toString().endsWith(".event")).count();
    } catch (UncheckedIOException e) {
      return queued(); // one was delivered meanwhile
    }
  }

  /** Ends it by SIGTERM. */
  public void terminate() {
    process.terminate();
  }

  /** Ends it with -9. */
  @Override
  public void close() {
    process.close();
  }
}
