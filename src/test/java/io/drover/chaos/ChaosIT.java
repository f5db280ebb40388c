package io.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploads become exactly one Workflow each whatever fails meanwhile. Another seed: {@code
 * -Dchaos.seed=N}; what hit: target/chaos/REPORT.txt.
 */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "minio"})
class ChaosIT {
  private static final long SEED = Long.getLong("chaos.seed", 20_260_101);

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  ChaosIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void nothingIsLostAndNothingDoneTwice() throws Exception {
    ChaosReport<Verdict> report = run("slice", ChaosScale.SLICE, Break.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  @Test
  @Tag("soak")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void nothingIsLostAndNothingDoneTwiceInAThousandUploads() throws Exception {
    ChaosReport<Verdict> report = run("soak", ChaosScale.SOAK, Break.NONE);
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  @Test
  void anEarlyAcknowledgementIsSeenToLose() throws Exception {
    ChaosReport<Verdict> report = run("early", ChaosScale.ONE_KILL, Break.ACKNOWLEDGE_EARLY);
    assertThat(report.verdict().lost()).as(report.text()).isNotEmpty();
  }

  @Test
  void anEventThatComesAgainAfterItsWorkflowIsGoneMakesNoSecondOne() throws Exception {
    ChaosReport<Verdict> report = run("repeats", ChaosScale.REPEATS, Break.NONE);
    assertThat(report.faults().count(Fault.COLLECTED)).as(report.text()).isPositive();
    assertThat(report.verdict().holds()).as(report.text()).isTrue();
  }

  @Test
  void aSkippedLedgerIsSeenToDouble() throws Exception {
    ChaosReport<Verdict> report = run("skipped", ChaosScale.REPEATS, Break.SKIP_LEDGER);
    assertThat(report.verdict().doubled()).as(report.text()).isNotEmpty();
  }

  private ChaosReport<Verdict> run(String name, ChaosScale scale, Break broken) throws Exception {
    ChaosPlan plan = ChaosPlan.draw(SEED, scale);
    try (ChaosRun run = new ChaosRun(name, kubernetes, folder, plan, broken)) {
      return run.run();
    }
  }
}
