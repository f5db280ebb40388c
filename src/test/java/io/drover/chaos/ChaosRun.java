package io.drover.chaos;

import io.drover.servers.KubernetesApi;
import io.drover.servers.Minio;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run of a plan: MinIO, a relay, Drover, a proxy and the API server in a row, with faults at
 * each of them, and after these what all has come to.
 */
final class ChaosRun implements AutoCloseable {
  private static final Duration FULL_DISK = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofSeconds(2);

  private final String name;
  private final ChaosPlan plan;
  private final Break broken;
  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  private final FaultLog faults = new FaultLog();
  private final Random random;
  private final FaultProxy proxy;
  private final DroverUnderTest drover;
  private final WebhookRelay relay;
  private final Minio minio;
  private final S3Client s3;

  /**
   * @param name of the case, in the report
   */
  ChaosRun(String name, KubernetesApi kubernetes, Path folder, ChaosPlan plan, Break broken)
      throws IOException {
    this.name = name;
    this.plan = plan;
    this.broken = broken;
    this.kubernetes = kubernetes;
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
    random = new Random(plan.seed());
    proxy =
        new FaultProxy(
            kubernetes,
            faults,
            deck(Fault.OF_REQUESTS, plan.scale().requestFaults()),
            plan.scale().hang(),
            this::kill);
    drover =
        new DroverUnderTest(
            folder,
            namespace,
            kubernetes.kubeconfigBy(proxy.address()),
            ChaosReport.log(name),
            plan.scale().requestTimeout());
    relay =
        new WebhookRelay(
            drover.port(),
            faults,
            deck(Fault.OF_NOTIFICATIONS, plan.scale().notificationFaults()),
            broken,
            this::answerLost);
    minio = new Minio(relay.address() + "/" + ChaosRoute.BUCKET, DroverUnderTest.TOKEN);
    minio.makeBucket(ChaosRoute.BUCKET);
    minio.keepVersions(ChaosRoute.BUCKET);
    s3 = minio.client();
  }

  private FaultDeck deck(List<Fault> kinds, double probability) {
    return new FaultDeck(random.nextLong(), probability, kinds);
  }

  private void kill() {
    drover.kill();
  }

  /**
   * The Workflow goes, so that only the ledger knows that it was there. Not while a request hangs,
   * since that may be its create, which Drover no longer waits for.
   */
  private Reply answerLost(Request notification) throws IOException {
    if (proxy.isIdle() && new Collector(client, namespace).collect(notification)) {
      faults.add(Fault.COLLECTED);
      if (broken == Break.SKIP_LEDGER) {
        loseLedger();
      }
    }
    return Reply.RESET;
  }

  private void loseLedger() throws IOException {
    faults.add(Fault.LEDGER_LOST);
    drover.killAndForget("ledger");
  }

  /** Carries it out and publishes the report. */
  ChaosReport<Verdict> run() throws Exception {
    drover.start();
    faults.begin();
    try (Timeline timeline = new Timeline()) {
      timeline.every(200, drover::start);
      plan.uploads().forEach(upload -> timeline.at(upload.atMillis(), () -> put(upload)));
      plan.blows().forEach(blow -> timeline.at(blow.atMillis(), () -> strike(blow.fault())));
      timeline.await(plan.scale().duration().multipliedBy(3).plusMinutes(1));
      awaitLastFault();
      heal();
      awaitRest();
    }
    return judged().publish();
  }

  private void put(Upload upload) {
    s3.putObject(
        b -> b.bucket(ChaosRoute.BUCKET).key(upload.key()).contentType(upload.contentType()),
        RequestBody.fromString("the same bytes each time"));
  }

  private void strike(Fault fault) throws Exception {
    switch (fault) {
      case KILL -> {
        faults.add(fault);
        drover.kill();
      }
      case KILL_BEFORE_ACTION, KILL_AFTER_ACTION -> proxy.arm(fault);
      case API_RESTART -> {
        faults.add(fault);
        kubernetes.restartApiServer();
      }
      case DISK_FULL -> fillDisk();
      default -> throw new IllegalArgumentException(fault + " is no blow");
    }
  }

  /**
   * Every other time the largest file may grow by a few bytes more, so that a record of a file that
   * is appended to may be cut in its middle; else hardly any file may have content.
   */
  private void fillDisk() throws Exception {
    int before = faults.count(Fault.WRITE_REFUSED);
    long kept = faults.count(Fault.DISK_FULL) % 2 == 0 ? 0 : largestFile();
    faults.add(Fault.DISK_FULL);
    drover.limitFiles(kept + random.nextInt(200));
    faults.await(Fault.WRITE_REFUSED, before + 1, FULL_DISK);
    drover.unlimitFiles();
  }

  private long largestFile() throws IOException {
    if (!Files.exists(drover.store())) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(drover.store())) {
      return files
          .map(Path::toFile)
          .filter(f -> f.isFile())
          .mapToLong(f -> f.length())
          .max()
          .orElse(0);
    }
  }

  /** While uploads still wait in MinIO, requests go on to fail, up to a time. */
  private void awaitLastFault() {
    Duration most = plan.scale().faultsUntil();
    Awaitility.await("the time of faults ends")
        .atMost(most.plusMinutes(1))
        .until(() -> minio.queued() == 0 || faults.age().compareTo(most) > 0);
  }

  private void heal() {
    proxy.heal();
    relay.heal();
  }

  /** MinIO has nothing left to send, and nothing has been on its way for some time. */
  private void awaitRest() {
    Awaitility.await("all uploads are dealt with")
        .during(REST)
        .atMost(plan.scale().duration().multipliedBy(2).plusMinutes(1))
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .until(() -> minio.queued() == 0 && relay.isIdle() && proxy.isIdle());
  }

  private ChaosReport<Verdict> judged() throws IOException {
    var stored = new BucketOracle(s3).versions();
    var created = new WorkflowOracle(kubernetes, client, namespace).created();
    var letters = new DeadLetterOracle(drover.store()).letters();
    long poison = stored.stream().filter(StoredObject::isPoison).count();
    String title =
        String.format(
            "%s: seed %d, promise broken on purpose: %s, %d uploads, of them %d versions of the"
                + " prefix, of them %d poison",
            name, plan.seed(), broken, plan.uploads().size(), stored.size(), poison);
    return new ChaosReport<>(title, faults, Verdict.of(stored, created.values(), letters));
  }

  @Override
  public void close() {
    drover.close();
    relay.close();
    proxy.close();
    s3.close();
    minio.close();
    client.close();
  }
}
