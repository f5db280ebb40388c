package io.drover.bench;

import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A route that keeps an Ingress for each Service, beside a bare client's applies of them. */
@Command(
    name = "watch",
    description =
        "The route service-ingress with many Services on a real API server, beside a bare client's"
            + " applies of the same Ingresses.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class WatchBench extends ClusterBenchmark {
  @Option(names = "--services", description = "How many Services are watched.")
  private int services = 10_000;

  @Option(names = "--rounds", description = "How often all Ingresses are made.")
  private int rounds = 1;

  @Option(names = "--connections", description = "Connections that make the Services.")
  private int connections = 32;

  @Option(names = "--at-once", description = "Services worked on, and raw applies, at once.")
  private int atOnce = 4;

  @Option(names = "--edits", description = "Changes at rest, one after another.")
  private int edits = 200;

  @Option(names = "--failovers", description = "How often the leader is killed.")
  private int failovers = 3;

  @Option(names = "--lease-seconds", description = "The time of the leader's Lease.")
  private int leaseSeconds = 15;

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = "Record each Drover with JDK Flight Recorder into it: not for figures.")
  private Path profile;

  @Override
  String java() {
    return "Java "
        + System.getProperty("java.runtime.version")
        + ", Drover and the raw client with `"
        + WatchingDrover.FLAGS
        + "`";
  }

  @Override
  String tables(KubernetesApi kubernetes, Path folder) throws Exception {
    WatchPlan plan =
        new WatchPlan(services, rounds, connections, atOnce, edits, failovers, leaseSeconds);
    return run(kubernetes, plan, folder, profile);
  }

  /**
   * Measures.
   *
   * @param folder of stores and logs
   * @param profile folder of recordings; null for none
   * @return tables as Markdown
   */
  static String run(KubernetesApi kubernetes, WatchPlan plan, Path folder, Path profile)
      throws Exception {
    Config patient =
        new ConfigBuilder(kubernetes.config())
            .withRequestTimeout(CLEAR_MILLIS)
            .withMaxConcurrentRequestsPerHost(plan.connections())
            .build();
    try (KubernetesClient client = Drover.kubernetesClient(patient)) {
      ServiceNamespace namespace = new ServiceNamespace(client);
      return new WatchRun(plan, namespace, folder, kubernetes.kubeconfig(), profile)
          .all()
          .markdown(plan);
    }
  }
}
