package io.drover.bench;

import io.drover.bench.QueueRounds.Contender;
import io.drover.servers.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A queue of notifications that are filtered, transformed and logged, beside Argo Events. */
@Command(
    name = "jetstream-to-log",
    description =
        "A queue of notifications in JetStream that are filtered, transformed by Lua and logged,"
            + " beside Argo Events where it is built.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class JetStreamToLog extends Benchmark {
  private static final int PEER_EVENTS = 5_000;
  private static final int PEER_WARM_UP = 500;

  @Mixin private QueueOptions options;

  @Override
  List<String> missing() {
    return NatsServer.missing();
  }

  @Override
  String java() {
    return Machine.java(DroverReader.FLAGS);
  }

  @Override
  String tables(Path folder) throws Exception {
    return run(options.plan(PEER_EVENTS, PEER_WARM_UP), folder, options.flags());
  }

  /**
   * Measures.
   *
   * @param folder of stores and logs
   * @param flags of Drover's JVM beside those that all have
   * @return a table as Markdown
   */
  static String run(QueuePlan plan, Path folder, String flags) throws Exception {
    Path kubeconfig = NoCluster.kubeconfig(folder);
    try (Bus bus = new Bus(folder.resolve("bus"))) {
      QueueGoal goal = QueueGoal.acted();
      List<Contender> contenders = new ArrayList<>();
      QueueReader drover =
          DroverReader.log(folder.resolve("drover"), kubeconfig, bus, plan.connections(), flags);
      contenders.add(plan.drover(drover, goal));
      if (plan.peerEvents() > 0) {
        SensorReader.both(folder, kubeconfig, bus, "default", "log")
            .forEach(each -> contenders.add(plan.peer(each, goal)));
      }
      Map<String, String> bases = new LinkedHashMap<>();
      bases.put("Argo Events", "Argo Events");
      bases.put("Argo Events, atLeastOnce", "its atLeastOnce");
      return new QueueReport(new QueueRounds().run(plan.rounds(), contenders))
          .markdown("queue to log", bases);
    }
  }
}
