package io.drover.bench;

import io.drover.Drover;
import io.drover.bench.QueueRounds.Contender;
import io.drover.servers.KubernetesApi;
import io.drover.servers.NatsServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From a queue of notifications to Workflows, beside a bare client's creates and Argo Events. */
@Command(
    name = "jetstream-to-workflow",
    description =
        "From a queue of notifications in JetStream to Workflows on a real API server, beside a"
            + " bare client's creates and, where it is built, Argo Events.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class JetStreamToWorkflow extends ClusterBenchmark {
  private static final int PEER_EVENTS = 100;
  private static final int PEER_WARM_UP = 10;

  @Mixin private QueueOptions options;

  @Override
  List<String> missing() {
    return Stream.concat(super.missing().stream(), NatsServer.missing().stream()).toList();
  }

  @Override
  String java() {
    return Machine.java(DroverReader.FLAGS);
  }

  @Override
  String tables(KubernetesApi kubernetes, Path folder) throws Exception {
    return run(kubernetes, options.plan(PEER_EVENTS, PEER_WARM_UP), folder, options.flags());
  }

  /**
   * Measures.
   *
   * @param folder of stores and logs
   * @param flags of Drover's JVM beside those that all have
   * @return a table as Markdown
   */
  static String run(KubernetesApi kubernetes, QueuePlan plan, Path folder, String flags)
      throws Exception {
    Path kubeconfig = kubernetes.kubeconfig();
    ConfigBuilder patient = new ConfigBuilder(kubernetes.config()).withRequestTimeout(CLEAR_MILLIS);
    try (Bus bus = new Bus(folder.resolve("bus"));
        KubernetesClient client = Drover.kubernetesClient(patient.build())) {
      WorkflowNamespace namespace = new WorkflowNamespace(client);
      QueueGoal goal = QueueGoal.workflows(namespace);
      Path own = folder.resolve("drover");
      QueueReader drover =
          DroverReader.thumbnails(
              own, kubeconfig, bus, namespace.name(), plan.connections(), flags);
      List<Contender> contenders = new ArrayList<>();
      contenders.add(plan.drover(drover, goal));
      if (plan.peerEvents() > 0) {
        SensorReader.both(folder, kubeconfig, bus, namespace.name(), "workflow")
            .forEach(each -> contenders.add(plan.peer(each, goal)));
      }
      makeOne(drover, goal);
      try (RawSubject raw =
          new RawSubject(folder, kubeconfig, namespace.name(), QueueOptions.rawFlags())) {
        contenders.add(0, new RawContender(raw, namespace, plan));
        return table(plan, new QueueRounds().run(plan.rounds(), contenders));
      }
    }
  }

  /** What the raw client copies. */
  private static void makeOne(QueueReader drover, QueueGoal goal) throws Exception {
    new QueueTrial(drover, goal).runOnly(1);
  }

  private static String table(QueuePlan plan, Map<String, List<QueueFigures>> rounds) {
    Map<String, String> bases = new LinkedHashMap<>();
    bases.put(RawSubject.NAME, "raw");
    bases.put("Argo Events", "Argo Events");
    return new QueueReport(rounds)
        .markdown("queue to Workflows, " + plan.connections() + " at once", bases);
  }
}
