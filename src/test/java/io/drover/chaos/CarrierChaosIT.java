package io.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Uploads become exactly one Workflow each, whatever carries their events, while MinIO, NATS and
 * Drover are killed and connections break. Another seed: {@code -Dchaos.seed=N}; what hit, and how
 * long it took until a sweep found what was not heard: target/chaos/REPORT.txt.
 */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "minio", "nats"})
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CarrierChaosIT {
  private static final long SEED = Long.getLong("chaos.seed", 20_260_301);
  private static final int SWEEP = CarrierScale.SWEEP_SECONDS;

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  CarrierChaosIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void whatIsNotHeardIsFoundByASweep() throws Exception {
    judge(CarrierScale.slice(Carrier.LISTEN, 1, SWEEP));
  }

  @Test
  void threeReplicasShareWhatComesByWebhook() throws Exception {
    judge(CarrierScale.slice(Carrier.WEBHOOK, 3, SWEEP));
  }

  @Test
  void whatMinioAnsweredForArrivesByJetStreamWithoutASweep() throws Exception {
    judge(CarrierScale.slice(Carrier.JETSTREAM, 1, 0));
  }

  @Test
  void whatACarrierDropsIsFoundByASweep() throws Exception {
    judge(CarrierScale.dropping(SWEEP));
  }

  @Test
  void withoutASweepWhatACarrierDropsIsSeenToBeLost() throws Exception {
    ChaosReport<CarrierVerdict> report = run(CarrierScale.dropping(0));
    assertThat(report.verdict().lost()).as(report.text()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LISTEN, 1, 3",
    "LISTEN, 3, 3",
    "WEBHOOK, 1, 3",
    "WEBHOOK, 3, 3",
    "JETSTREAM, 1, 3",
    "JETSTREAM, 3, 3",
    "WEBHOOK, 1, 0",
    "WEBHOOK, 3, 0",
    "JETSTREAM, 1, 0",
    "JETSTREAM, 3, 0"
  })
  @Tag("soak")
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aThousandUploads(Carrier carrier, int replicas, int sweepSeconds) throws Exception {
    judge(CarrierScale.soak(carrier, replicas, sweepSeconds));
  }

  private void judge(CarrierScale scale) throws Exception {
    ChaosReport<CarrierVerdict> report = run(scale);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  private ChaosReport<CarrierVerdict> run(CarrierScale scale) throws Exception {
    String name =
        String.format(
            Locale.ROOT,
            "%s-%d-%d-%d",
            scale.carrier().kamelet(),
            scale.replicas(),
            scale.sweepSeconds(),
            scale.uploads());
    CarrierPlan plan = CarrierPlan.draw(SEED, scale);
    try (CarrierRun run = new CarrierRun(name, kubernetes, folder, plan)) {
      return run.run();
    }
  }
}
