package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its table says, with few events. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "nats"})
class JetStreamToWorkflowIT {
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  JetStreamToWorkflowIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void eachContenderMakesItsWorkflows() throws Exception {
    int peerEvents = QueueOptions.isPeerThere() ? 12 : 0;
    QueuePlan few = new QueuePlan(1, 24, 8, peerEvents, 2, 4);
    assertThat(JetStreamToWorkflow.run(kubernetes, few, folder, ""))
        .containsSubsequence(
            "| queue to Workflows, 4 at once | events | events/s | x raw |",
            "| raw client | 24 |",
            "| Drover | 24 |",
            peerEvents == 0 ? "" : "| Argo Events, atLeastOnce | 12 |")
        .doesNotContain("NaN", "Infinity");
    assertThat(folder.resolve("drover/store/ledger.log")).content().contains("created Workflow");
  }
}
