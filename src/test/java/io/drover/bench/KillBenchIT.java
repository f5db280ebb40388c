package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark kills and counts, with few events; and that Drover loses none of these. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "nats"})
class KillBenchIT {
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  KillBenchIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void whatIsKilledAtWorkIsFinishedLaterAndOnce() throws Exception {
    KillPlan one = new KillPlan(60, List.of(10));
    assertThat(KillBench.run(kubernetes, List.of(one), false, Duration.ofSeconds(1), folder))
        .contains("| Drover | 60 | 1 | 60 | 0 | 0 |");
  }
}
