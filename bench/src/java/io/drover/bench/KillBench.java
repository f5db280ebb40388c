package io.drover.bench;

import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.drover.servers.NatsServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is lost and what is done twice when the process is killed at work. */
@Command(
    name = "kill",
    description =
        "Kills the process with -9 while it works off a queue in JetStream, starts it again each"
            + " time, and counts Workflows: Drover, and Argo Events where it is built.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class KillBench extends ClusterBenchmark {
  private static final Duration REST = Duration.ofSeconds(15);
  private static final int AT_ONCE = 10;

  @Option(names = "--events", description = "Events in the queue.")
  private int events = 1_000;

  @Option(names = "--kills", description = "How often the process is killed.")
  private int kills = 10;

  @Option(names = "--rounds", description = "How often, each with a seed one larger.")
  private int rounds = 1;

  @Option(names = "--seed", description = "Of chance, which says when it is killed.")
  private long seed = 1;

  @Option(names = "--no-peer", description = "Leave Argo Events out.")
  private boolean noPeer;

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
    List<KillPlan> plans = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      plans.add(KillPlan.of(seed + round, events, kills));
    }
    boolean peer = !noPeer && QueueOptions.isPeerThere();
    return run(kubernetes, plans, peer, REST, folder);
  }

  /**
   * Kills.
   *
   * @param rest how long nothing changes before all is over
   * @param folder of stores and logs
   * @return a table as Markdown
   */
  static String run(
      KubernetesApi kubernetes, List<KillPlan> plans, boolean peer, Duration rest, Path folder)
      throws Exception {
    Path kubeconfig = kubernetes.kubeconfig();
    ConfigBuilder patient = new ConfigBuilder(kubernetes.config()).withRequestTimeout(CLEAR_MILLIS);
    try (Bus bus = new Bus(folder.resolve("bus"));
        KubernetesClient client = Drover.kubernetesClient(patient.build())) {
      WorkflowNamespace namespace = new WorkflowNamespace(client);
      List<QueueReader> readers = new ArrayList<>();
      Path own = folder.resolve("drover");
      readers.add(DroverReader.thumbnails(own, kubeconfig, bus, namespace.name(), AT_ONCE, ""));
      if (peer) {
        readers.addAll(SensorReader.both(folder, kubeconfig, bus, namespace.name(), "workflow"));
      }
      return table(plans, readers, namespace, rest);
    }
  }

  private static String table(
      List<KillPlan> plans, List<QueueReader> readers, WorkflowNamespace namespace, Duration rest)
      throws Exception {
    MarkdownTable table =
        new MarkdownTable(
            "killed with -9 at work",
            List.of("events", "kills", "Workflows", "lost", "done twice", "seconds"));
    int next = 1;
    for (KillPlan plan : plans) {
      for (QueueReader reader : readers) {
        KillFigures figures = new KillTrial(reader, namespace, rest).run(plan, next);
        next += plan.events();
        System.err.printf(Locale.ROOT, "%s: %s%n", reader.name(), figures);
        table.row(
            reader.name(),
            List.of(
                String.valueOf(plan.events()),
                String.valueOf(figures.kills()),
                String.valueOf(figures.workflows()),
                String.valueOf(figures.lost()),
                String.valueOf(figures.doubled()),
                MarkdownTable.number("%.0f", figures.seconds())));
      }
    }
    return table.toString();
  }
}
