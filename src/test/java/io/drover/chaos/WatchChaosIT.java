package io.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.chaos.IngressVerdict.Promise;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Service has just the Ingress that it asks for, whatever failed meanwhile. Another seed:
 * {@code -Dchaos.seed=N}; what hit: target/chaos/REPORT.txt.
 */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WatchChaosIT {
  private static final long SEED = Long.getLong("chaos.seed", 20_260_101);

  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(5);

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  WatchChaosIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void atRestTheIngressesAreRightAndStrangersAreLeftAlone() throws Exception {
    ChaosReport<IngressVerdict> report = run("watch", WatchScale.SLICE, WatchBreak.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
    assertThat(report.faults().count(Fault.WATCH_GONE)).as(report.text()).isPositive();
  }

  @Test
  void ofThreeReplicasTheOneThatLeadsIsKilledAndStandsStillForLongerThanItsLease()
      throws Exception {
    WatchScale scale = WatchScale.SLICE.withReplicas(3, LONGER_THAN_A_LEASE);
    ChaosReport<IngressVerdict> report = run("replicas", scale, WatchBreak.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  @Test
  @Tag("soak")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void ofThreeReplicasAndFiveHundredServicesAllIsRight() throws Exception {
    WatchScale scale = WatchScale.SOAK.withReplicas(3, LONGER_THAN_A_LEASE);
    ChaosReport<IngressVerdict> report = run("replicas-soak", scale, WatchBreak.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  @Test
  @Tag("soak")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void atRestTheIngressesOfFiveHundredServicesAreRight() throws Exception {
    ChaosReport<IngressVerdict> report = run("watch-soak", WatchScale.SOAK, WatchBreak.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
    assertThat(report.faults().count(Fault.WATCH_GONE)).as(report.text()).isPositive();
  }

  @Test
  void changesThatAreNotHeardOfAreSeenToBeMissed() throws Exception {
    ChaosReport<IngressVerdict> report = run("deaf", WatchScale.CALM, WatchBreak.DEAF);
    assertThat(report.verdict().broken(Promise.NOTHING_MISSING)).as(report.text()).isNotEmpty();
    assertThat(report.verdict().broken(Promise.ALL_RIGHT)).as(report.text()).isNotEmpty();
  }

  @Test
  void whatIsNotDeletedIsSeenToStay() throws Exception {
    ChaosReport<IngressVerdict> report = run("kept", WatchScale.CALM, WatchBreak.KEEP_DELETED);
    assertThat(report.verdict().broken(Promise.NOTHING_UNASKED)).as(report.text()).isNotEmpty();
  }

  @Test
  void anIngressOfAStrangerIsSeenToBeWrittenOver() throws Exception {
    ChaosReport<IngressVerdict> report = run("overwritten", WatchScale.CALM, WatchBreak.OVERWRITE);
    assertThat(report.verdict().broken(Promise.STRANGERS_ALONE)).as(report.text()).isNotEmpty();
  }

  @Test
  void writesWithoutAReasonAreSeen() throws Exception {
    ChaosReport<IngressVerdict> report = run("restless", WatchScale.CALM, WatchBreak.RESTLESS);
    assertThat(report.verdict().broken(Promise.QUIET)).as(report.text()).isNotEmpty();
  }

  private ChaosReport<IngressVerdict> run(String name, WatchScale scale, WatchBreak broken)
      throws Exception {
    WatchPlan plan = WatchPlan.draw(SEED, scale);
    try (WatchChaosRun run = new WatchChaosRun(name, kubernetes, folder, plan, broken)) {
      return run.run();
    }
  }
}
