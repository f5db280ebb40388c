package io.drover.bench;

import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a notification at the webhook to a Workflow, beside a bare client's creates. */
@Command(
    name = "webhook-to-workflow",
    description =
        "From a notification at the webhook to a Workflow on a real API server, beside a bare"
            + " client's creates; and the share of the ledger and its fsync.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class WebhookToWorkflow extends ClusterBenchmark {
  @Option(names = "--rounds", description = "How often each subject is measured.")
  private int rounds = 5;

  @Option(names = "--events", description = "Events of a loaded measurement.")
  private int events = 2_000;

  @Option(names = "--seconds", description = "The most that a loaded measurement takes.")
  private int seconds = 60;

  @Option(names = "--connections", description = "Connections of a loaded measurement.")
  private int connections = 32;

  @Option(names = "--idle-events", description = "Events of an idle measurement.")
  private int idleEvents = 200;

  @Option(names = "--pause-millis", description = "Between two events of an idle measurement.")
  private int pauseMillis = 20;

  @Option(names = "--warm-up", description = "Events of each subject before anything counts.")
  private int warmUp = 4_000;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Record the unchanged Drover with JDK Flight Recorder: not for figures.")
  private Path profile;

  @Override
  String tables(KubernetesApi kubernetes, Path folder) throws Exception {
    Plan plan = new Plan(rounds, events, seconds, connections, idleEvents, pauseMillis, warmUp);
    return run(kubernetes, plan, folder, profile);
  }

  /**
   * Measures.
   *
   * @param folder of stores and logs
   * @param profile null for none
   * @return tables as Markdown
   */
  static String run(KubernetesApi kubernetes, Plan plan, Path folder, Path profile)
      throws Exception {
    Path kubeconfig = kubernetes.kubeconfig();
    ConfigBuilder patient = new ConfigBuilder(kubernetes.config()).withRequestTimeout(CLEAR_MILLIS);
    List<Subject> subjects = new ArrayList<>();
    try (KubernetesClient client = Drover.kubernetesClient(patient.build())) {
      WorkflowNamespace namespace = new WorkflowNamespace(client);
      for (LedgerMode mode : LedgerMode.values()) {
        List<String> flags = mode == LedgerMode.AS_IS ? FlightRecording.flags(profile) : List.of();
        subjects.add(new DroverSubject(mode, folder, kubeconfig, namespace.name(), flags));
      }
      subjects.get(0).warmUp(0, new Plan(1, 1, 60, 1, 1, 0, 1)); // what the raw client copies
      subjects.add(0, new RawSubject(folder, kubeconfig, namespace.name(), ChildProcess.FLAGS));
      namespace.clear();
      return new Report(plan, new Rounds(plan, namespace).run(subjects)).markdown();
    } finally {
      subjects.forEach(Subject::close);
    }
  }
}
