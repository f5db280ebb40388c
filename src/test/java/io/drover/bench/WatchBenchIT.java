package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its tables say, with few Services. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WatchBenchIT {
  private static final WatchPlan FEW = new WatchPlan(24, 1, 4, 2, 10, 1, 3);
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  WatchBenchIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void allIngressesAreMadeAndFoundRightWithoutAWrite() throws Exception {
    assertThat(WatchBench.run(kubernetes, FEW, folder, null))
        .containsSubsequence(
            "| 24 Services, 2 at once |",
            "| raw client: apply all Ingresses |",
            "| Drover: none is there |",
            "| from a change of one Service to its Ingress |",
            "| at rest |",
            "| the leader killed, its Lease 3 s |")
        .containsPattern("all are right.* \\| 0 \\|")
        .doesNotContain("NaN", "Infinity");
  }
}
