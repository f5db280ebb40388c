package io.drover.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Replicas with the same route, one of which leads if they are several. Thread-safe. */
final class WatchedDrovers implements AutoCloseable {
  private static final String ELECTION =
      """
      drover.leader-election=true
      drover.leader-election.namespace=%s
      drover.leader-election.lease-seconds=3
      drover.leader-election.renew-deadline-seconds=2
      drover.leader-election.retry-period-seconds=1
      """;

  private final List<WatchedDrover> all = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param name of the case, in the names of logs
   * @param environment how they reach the API server
   */
  WatchedDrovers(
      int count, String name, Path folder, String namespace, Map<String, String> environment)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Path log = ChaosReport.log(count == 1 ? name : name + "-" + i);
      String election = count == 1 ? "" : ELECTION.formatted(namespace);
      all.add(
          new WatchedDrover(folder.resolve("replica-" + i), log, namespace, environment, election));
    }
  }

  /** What is done to a replica. */
  @FunctionalInterface
  interface Treatment {
    void give(DroverReplica replica) throws IOException;
  }

  /** Does it to all of them. */
  void all(Treatment treatment) throws IOException {
    for (WatchedDrover drover : all) {
      treatment.give(drover.replica());
    }
  }

  /** Does it to the one that leads, else to each in turn. */
  void leader(Treatment treatment) throws IOException {
    WatchedDrover next = all.get(turn.getAndIncrement() % all.size());
    treatment.give(all.stream().filter(WatchedDrover::leads).findFirst().orElse(next).replica());
  }

  @Override
  public void close() {
    all.forEach(WatchedDrover::close);
  }
}
