package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its tables say, with few events. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WebhookToWorkflowIT {
  private static final Plan FEW = new Plan(1, 24, 20, 4, 4, 1, 4);
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  WebhookToWorkflowIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void eachSubjectMakesItsWorkflowsAndItsLedger() throws Exception {
    String tables = WebhookToWorkflow.run(kubernetes, FEW, folder, null);
    assertThat(tables)
        .containsSubsequence(
            "| loaded: 4 at once |", "| raw client |", "| Drover |", "| Drover without a ledger |")
        .contains("| idle: one at a time, 1 ms apart |", "| the share of |")
        .doesNotContain("NaN", "Infinity");
    int events = FEW.warmUp() + FEW.idleEvents() + FEW.events();
    assertThat(folder.resolve("AS_IS.store/ledger.log")).content().hasLineCount(events + 1);
    assertThat(folder.resolve("NO_FSYNC.store/ledger.log")).content().hasLineCount(events);
    assertThat(folder.resolve("NO_LEDGER.store/ledger.log")).doesNotExist();
  }
}
