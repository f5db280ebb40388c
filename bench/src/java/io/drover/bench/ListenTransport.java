package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import io.drover.servers.Minio;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads to a real MinIO, of which it tells whoever listens. */
final class ListenTransport implements SourceTransport {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** So that the bare loop need not sign its request. */
  private static final String ANYBODY_MAY_LISTEN =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["*"]},
        "Action": ["s3:ListenBucketNotification"], "Resource": ["arn:aws:s3:::acme"]}]}
      """;

  private static final String LISTENS = "\"connected\":1";

  private final CountingDrover drover;
  private final Path log;
  private final int connections;
  private final Minio minio = Minio.withoutTargets();
  private final S3Client s3 = minio.client();

  ListenTransport(CountingDrover drover, Path folder, int connections) {
    this.drover = drover;
    this.log = folder.resolve("bare-listen.log");
    this.connections = connections;
    s3.createBucket(b -> b.bucket("acme"));
    s3.putBucketPolicy(b -> b.bucket("acme").policy(ANYBODY_MAY_LISTEN));
  }

  /** Lines of a configuration that say where it is. */
  static String connection(Minio minio) {
    return """
    camel.kamelet.minio-bucket-source.endpoint=%s
    camel.kamelet.minio-bucket-source.accessKey=%s
    camel.kamelet.minio-bucket-source.secretKey=%s
    """
        .formatted(minio.url(), Minio.user(), Minio.password());
  }

  @Override
  public String name() {
    return "MinIO, listened to";
  }

  @Override
  public Running drover() throws Exception {
    String properties =
        connection(minio)
            + """
            camel.kamelet.minio-bucket-source.sweepSeconds=0
            camel.kamelet.minio-bucket-source.concurrency=%d
            """
                .formatted(connections);
    DroverTaker taker = drover.start("minio-bucket-source", properties);
    taker.run().await("it listens", () -> taker.run().page("/observe/health").contains(LISTENS));
    return taker;
  }

  @Override
  public Running bare() throws Exception {
    return new BareTaker(
        BareListen.class,
        log,
        minio.url() + "/acme?events=s3:ObjectCreated:*&events=s3:ObjectRemoved:*&ping=2");
  }

  @Override
  public double bring(Running taker, int first, int events) throws Exception {
    int enough = taker.acted() + events;
    long began = System.nanoTime();
    Load.loaded(Load.shared(this::upload, connections), first, events, QueuePlan.SECONDS);
    Awaitility.await("all uploads are heard of")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> taker.acted() >= enough);
    return (System.nanoTime() - began) / 1e9;
  }

  private void upload(int number) {
    upload(s3, number);
  }

  static void upload(S3Client s3, int number) {
    String key = "thumbnails/" + Notifications.picture(number);
    s3.putObject(
        b -> b.bucket("acme").key(key).contentType("image/gif"), RequestBody.fromString(key));
  }

  @Override
  public void close() {
    s3.close();
    minio.close();
  }
}
