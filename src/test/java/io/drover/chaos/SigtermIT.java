package io.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load loses nothing and does nothing twice. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class SigtermIT {
  private static final long SEED = Long.getLong("chaos.seed", 20_260_101);
  private static final int CLIENTS = 16;
  private static final int AT_LEAST_A_ROUND = 40;
  private static final Duration GRACE = Duration.ofSeconds(25);

  /** Every request takes this long, so that some are always on their way. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  SigtermIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void nothingIsLostByThreeStops() throws Exception {
    stop("sigterm", 3);
  }

  @Test
  @Tag("soak")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void nothingIsLostByFiftyStops() throws Exception {
    stop("sigterm-soak", 50);
  }

  private void stop(String name, int times) throws Exception {
    Random random = new Random(SEED);
    FaultDeck slow = new FaultDeck(SEED, 1, List.of(Fault.HANG_BEFORE, Fault.HANG_AFTER));
    int notifications = times * AT_LEAST_A_ROUND * 2;
    try (FloodRun run = new FloodRun(name, kubernetes, folder, notifications, slow, SLOW)) {
      CompletableFuture<Void> allTaken = run.senders().start(CLIENTS);
      for (int i = 0; i < times; i++) {
        int before = run.senders().taken();
        int more = 1 + random.nextInt(AT_LEAST_A_ROUND);
        Awaitility.await("drover is at work")
            .atMost(30, TimeUnit.SECONDS)
            .pollInterval(5, TimeUnit.MILLISECONDS)
            .until(() -> run.senders().taken() >= before + more);
        run.faults().add(Fault.TERMINATED);
        assertThat(run.drover().terminate()).isLessThanOrEqualTo(GRACE);
        assertThat(run.drover().exitCode()).isZero();
        run.drover().start();
      }
      run.proxy().heal();
      allTaken.get(2, TimeUnit.MINUTES);
      ChaosReport<Verdict> report = run.report();
      assertThat(report.verdict().holds()).as(report.text()).isTrue();
    }
  }
}
