package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import io.drover.bench.QueueRounds.Contender;
import io.drover.servers.Minio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Objects of a bucket of MinIO that nobody was told of: Drover finds them by listing and runs its
 * route for each; the bare loop only lists.
 */
final class SweepTrial implements Contender {
  static final String NAME = "catch-up";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Path folder;
  private final Path kubeconfig;
  private final Bucket bucket;
  private final boolean bare;
  private final int connections;

  /**
   * A MinIO with a bucket of so many objects.
   *
   * @param warmUp how many of them do not count
   */
  record Bucket(Minio minio, int warmUp, int objects) implements AutoCloseable {
    static Bucket fill(SourcePlan plan) throws Exception {
      Minio minio = Minio.withoutTargets();
      int objects = plan.warmUp() + plan.events();
      try (S3Client s3 = minio.client()) {
        s3.createBucket(b -> b.bucket("acme"));
        Load.Work upload = number -> ListenTransport.upload(s3, number);
        Load.loaded(Load.shared(upload, plan.connections()), 1, objects, QueuePlan.SECONDS);
      }
      return new Bucket(minio, plan.warmUp(), objects);
    }

    int counted() {
      return objects - warmUp;
    }

    @Override
    public void close() {
      minio.close();
    }
  }

  /**
   * @param folder of stores and logs
   */
  SweepTrial(Path folder, Path kubeconfig, Bucket bucket, boolean bare, int connections) {
    this.folder = folder;
    this.kubeconfig = kubeconfig;
    this.bucket = bucket;
    this.bare = bare;
    this.connections = connections;
  }

  @Override
  public String name() {
    return NAME + (bare ? SourceTrial.BARE : SourceTrial.DROVER);
  }

  @Override
  public int numbers() {
    return 0;
  }

  @Override
  public QueueFigures measure(int first) throws Exception {
    return bare ? list() : catchUp();
  }

  private QueueFigures list() {
    try (S3Client s3 = bucket.minio().client()) {
      count(s3);
      CpuTime before = CpuTime.of(ProcessHandle.current());
      long began = System.nanoTime();
      int objects = count(s3);
      double seconds = (System.nanoTime() - began) / 1e9;
      CpuTime cpu = CpuTime.of(ProcessHandle.current()).minus(before);
      return new QueueFigures(objects, seconds, cpu, 0, 0);
    }
  }

  private static int count(S3Client s3) {
    AtomicInteger objects = new AtomicInteger();
    s3.listObjectsV2Paginator(b -> b.bucket("acme"))
        .contents()
        .forEach(each -> objects.incrementAndGet());
    return objects.get();
  }

  private QueueFigures catchUp() throws Exception {
    Path own = Files.createTempDirectory(folder, "sweep"); // a store that knows of none
    String properties =
        ListenTransport.connection(bucket.minio())
            + """
            camel.kamelet.minio-bucket-source.listen=false
            camel.kamelet.minio-bucket-source.from=beginning
            camel.kamelet.minio-bucket-source.concurrency=%d
            """
                .formatted(connections);
    try (Running taker =
        new CountingDrover(own, kubeconfig).start("minio-bucket-source", properties)) {
      await(taker, bucket.warmUp());
      int already = taker.acted();
      CpuTime before = CpuTime.of(taker.handle());
      long began = System.nanoTime();
      await(taker, bucket.objects());
      double seconds = (System.nanoTime() - began) / 1e9;
      CpuTime cpu = CpuTime.of(taker.handle()).minus(before);
      int counted = bucket.objects() - already;
      return new QueueFigures(counted, seconds, cpu, 0, ResidentMemory.megabytes(taker.handle()));
    }
  }

  private static void await(Running taker, int objects) {
    Awaitility.await(objects + " objects are found")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(() -> taker.acted() >= objects);
  }
}
