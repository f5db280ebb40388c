package io.drover.chaos;

import io.drover.servers.KubernetesApi;
import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run of a plan: MinIO, what carries its events, Drovers and the API server, with faults at
 * each of them, and after these what all has come to.
 */
final class CarrierRun implements AutoCloseable {
  private static final Duration REST = Duration.ofSeconds(CarrierScale.SWEEP_SECONDS + 2);

  private static final Duration SOON = Duration.ofSeconds(20);

  private final String name;
  private final CarrierPlan plan;
  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  private final FaultLog faults = new FaultLog();
  private final NatsServer nats = new NatsServer();
  private final SentEvents sent = new SentEvents();
  private final ReadyReplicas replicas;
  private final Minio minio;
  private final LossyLine line;
  private final CarrierDrovers drovers;
  private final S3Client s3;
  private final AnsweredUploads uploads;

  /**
   * @param name of the case, in the report
   */
  CarrierRun(String name, KubernetesApi kubernetes, Path folder, CarrierPlan plan)
      throws IOException, InterruptedException {
    this.name = name;
    this.plan = plan;
    this.kubernetes = kubernetes;
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
    CarrierScale scale = plan.scale();
    replicas = new ReadyReplicas(sent, scale.dropEvery());
    minio = scale.carrier().minio(replicas.address().resolve("/" + ChaosRoute.BUCKET), nats);
    sent.watch(nats, Carrier.SUBJECT);
    line = new LossyLine(minio.url(), faults);
    drovers =
        new CarrierDrovers(
            name, scale, folder, namespace, line.address(), nats, kubernetes.kubeconfig());
    replicas.set(drovers.webhooks());
    if (scale.carrier() != Carrier.JETSTREAM) {
      makeBucket();
    }
    s3 = minio.client();
    uploads = new AnsweredUploads(s3);
  }

  private void makeBucket() {
    minio.makeBucket(ChaosRoute.BUCKET);
    minio.keepVersions(ChaosRoute.BUCKET);
  }

  /** Carries it out and publishes the report. */
  ChaosReport<CarrierVerdict> run() throws Exception {
    drovers.start();
    if (plan.scale().carrier() == Carrier.JETSTREAM) {
      makeBucket(); // now that the route has made the stream
    }
    faults.begin();
    try (Timeline timeline = new Timeline()) {
      timeline.every(200, drovers::start);
      plan.uploads().forEach(upload -> timeline.at(upload.atMillis(), () -> uploads.put(upload)));
      plan.blows().forEach(blow -> timeline.at(blow.atMillis(), () -> strike(blow.fault())));
      timeline.await(plan.scale().duration().multipliedBy(3).plusMinutes(1));
      awaitRest();
    }
    return judged().publish();
  }

  private void strike(Fault fault) throws Exception {
    switch (fault) {
      case KILL -> {
        faults.add(fault);
        drovers.kill();
      }
      case MINIO_KILLED, MINIO_TERMINATED -> endMinio(fault);
      case NATS_KILLED -> endNats(fault);
      case LINE_CUT -> line.cutInsideALine();
      case LISTENER_LEFT -> listenerLeaves(fault);
      case API_RESTART -> {
        faults.add(fault);
        kubernetes.restartApiServer();
      }
      default -> throw new IllegalArgumentException(fault + " is no blow");
    }
  }

  private synchronized void endMinio(Fault fault) {
    faults.add(fault);
    if (fault == Fault.MINIO_TERMINATED) {
      minio.terminate();
      sent.forget();
      uploads.hold(this::startMinio);
    } else {
      minio.close();
      minio.start();
    }
  }

  /** And waits until it sends events, where no sweep would find what it tells nobody. */
  private void startMinio() {
    minio.start();
    sent.await(s3);
  }

  private synchronized void endNats(Fault fault) {
    faults.add(fault);
    nats.close();
    nats.start();
  }

  /** Drover's listener comes after it, so that what MinIO tells that one may end with it. */
  private synchronized void listenerLeaves(Fault fault) throws Exception {
    OtherListener other = new OtherListener(minio.url(), ChaosRoute.BUCKET);
    line.cut();
    Awaitility.await("drover listens anew").atMost(SOON).until(line::isInUse);
    other.close();
    faults.add(fault);
  }

  /** For a while after all have their Workflow, in which a second one may come. */
  private void awaitRest() {
    try {
      Awaitility.await("all uploads are dealt with")
          .during(REST)
          .atMost(plan.scale().right())
          .pollInterval(500, TimeUnit.MILLISECONDS)
          .until(() -> verdict().lost().isEmpty());
    } catch (ConditionTimeoutException e) {
      // which the verdict then shows
    }
  }

  private CarrierVerdict verdict() throws IOException {
    return CarrierVerdict.of(
        new BucketOracle(s3).versions(),
        new WorkflowOracle(kubernetes, client, namespace).creations(),
        uploads,
        plan.scale().sweeps(),
        version -> uploads.described(version, faults.began()));
  }

  private ChaosReport<CarrierVerdict> judged() throws Exception {
    CarrierVerdict verdict = verdict();
    if (plan.scale().carrier() == Carrier.JETSTREAM) {
      verdict = verdict.heard(new StreamOracle(nats).versions(Carrier.STREAM));
    }
    CarrierScale scale = plan.scale();
    String title =
        String.format(
            "%s: seed %d, by %s, replicas %d, sweep every %d s, %d uploads, %d not answered",
            name,
            plan.seed(),
            scale.carrier(),
            scale.replicas(),
            scale.sweepSeconds(),
            plan.uploads().size(),
            uploads.refused());
    return new ChaosReport<>(title, faults, verdict);
  }

  @Override
  public void close() {
    drovers.close();
    s3.close();
    line.close();
    minio.close();
    replicas.close();
    sent.close();
    nats.close();
    client.close();
  }
}
