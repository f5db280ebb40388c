package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two Drovers of which one leads, killed in turn. */
final class Replicas {
  private final Path folder;
  private final Path kubeconfig;
  private final ServiceNamespace namespace;
  private final WatchPlan plan;
  private final EditTimer edits;
  private int started;

  Replicas(Path folder, Path kubeconfig, ServiceNamespace namespace, WatchPlan plan) {
    this.folder = folder;
    this.kubeconfig = kubeconfig;
    this.namespace = namespace;
    this.plan = plan;
    edits = new EditTimer(namespace);
  }

  /** Seconds from each kill until a change made after it showed in its Ingress. */
  List<Double> failovers() throws Exception {
    List<Double> seconds = new ArrayList<>();
    WatchingDrover leader = start();
    try {
      leader.await("one leads", leader::leads);
      leader.awaitRest(plan.services());
      for (int round = 0; round < plan.failovers(); round++) {
        WatchingDrover standby = start();
        try {
          standby.await("its caches are warm", standby::isUp);
          seconds.add(kill(leader, round));
          standby.awaitRest(plan.services());
        } finally {
          leader.close();
          leader = standby;
        }
      }
      return seconds;
    } finally {
      leader.close();
    }
  }

  private double kill(WatchingDrover leader, int number) throws Exception {
    long killed = System.nanoTime();
    leader.kill();
    return (edits.time(number).created() - killed) / 1e9;
  }

  private WatchingDrover start() throws IOException {
    started++;
    int lease = plan.leaseSeconds();
    String properties =
        """
        camel.kamelet.kube-watch-source.concurrency=%d
        drover.leader-election=true
        drover.leader-election.namespace=%s
        drover.leader-election.identity=replica-%d
        drover.leader-election.lease-seconds=%d
        drover.leader-election.renew-deadline-seconds=%d
        drover.leader-election.retry-period-seconds=%d
        """
            .formatted(
                plan.atOnce(),
                namespace.name(),
                started,
                lease,
                lease * 2 / 3,
                Math.max(1, lease * 2 / 15));
    return WatchingDrover.start(
        folder.resolve("replica-" + started), kubeconfig, namespace.name(), "", properties);
  }
}
