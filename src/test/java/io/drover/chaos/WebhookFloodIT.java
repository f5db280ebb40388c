package io.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sixty-four senders post while the API server is away, to a Drover of 256 MB. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WebhookFloodIT {
  private static final int CLIENTS = 64;

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  WebhookFloodIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void everyPostIsAnsweredWhileTheApiServerIsAway() throws Exception {
    flood("flood", 1_000, Duration.ofSeconds(5));
  }

  @Test
  @Tag("soak")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void everyPostOfTenThousandIsAnsweredWhileTheApiServerIsAway() throws Exception {
    flood("flood-soak", 10_000, Duration.ofSeconds(20));
  }

  private void flood(String name, int notifications, Duration away) throws Exception {
    FaultDeck none = new FaultDeck(0, 0, List.of());
    try (FloodRun run = new FloodRun(name, kubernetes, folder, notifications, none, Duration.ZERO);
        Timeline timeline = new Timeline()) {
      CompletableFuture<Void> allTaken = run.senders().start(CLIENTS);
      timeline.at(500, run.proxy()::goAway);
      timeline.at(500 + away.toMillis(), run.proxy()::comeBack);
      timeline.await(away.plusSeconds(30));
      assertThat(allTaken).as("the API server was away meanwhile").isNotDone();
      allTaken.get(8, TimeUnit.MINUTES);
      ChaosReport<Verdict> report = run.report();
      assertThat(report.verdict().holds()).as(report.text()).isTrue();
      assertThat(run.senders().unconnected()).as(report.text()).isZero();
      assertThat(run.senders().unanswered()).as(report.text()).isZero();
      assertThat(run.drover().log()).doesNotContain("OutOfMemoryError");
    }
  }
}
