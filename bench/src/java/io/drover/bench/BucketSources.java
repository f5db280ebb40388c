package io.drover.bench;

import io.drover.bench.QueueRounds.Contender;
import io.drover.servers.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events of each bucket source to a route that only counts, beside a bare loop by its client. */
@Command(
    name = "bucket-sources",
    description =
        "Events of each bucket source to a route that only counts, beside a bare loop by the same"
            + " client.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BucketSources extends Benchmark {
  @Option(names = "--rounds", description = "How often each is measured.")
  private int rounds = 3;

  @Option(names = "--events", description = "Events that count, of each.")
  private int events = 5_000;

  @Option(names = "--warm-up", description = "Events before those that count.")
  private int warmUp = 5_000;

  @Option(names = "--connections", description = "Events that are taken at once.")
  private int connections = 32;

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
    return run(new SourcePlan(rounds, events, warmUp, connections), folder);
  }

  /**
   * Measures.
   *
   * @param folder of stores and logs
   * @return a table as Markdown
   */
  static String run(SourcePlan plan, Path folder) throws Exception {
    CountingDrover drover = new CountingDrover(folder, NoCluster.kubeconfig(folder));
    List<SourceTransport> transports = new ArrayList<>();
    try (Bus bus = new Bus(folder.resolve("bus"));
        SweepTrial.Bucket bucket = SweepTrial.Bucket.fill(plan)) {
      transports.add(new WebhookTransport(drover, folder, plan.connections()));
      transports.add(new JetStreamTransport(drover, folder, bus, plan.connections()));
      transports.add(new NatsTransport(drover, folder, bus, plan.connections()));
      transports.add(new SqsTransport(drover, folder, plan.connections()));
      transports.add(new FolderTransport(drover, folder));
      transports.add(new ListenTransport(drover, folder, plan.connections()));
      List<Contender> contenders = new ArrayList<>();
      SourcesTable table = new SourcesTable();
      for (SourceTransport transport : transports) {
        contenders.add(new SourceTrial(transport, true, plan.warmUp(), plan.events()));
        contenders.add(new SourceTrial(transport, false, plan.warmUp(), plan.events()));
        table.line(transport.name());
      }
      for (boolean bare : List.of(true, false)) {
        contenders.add(
            new SweepTrial(folder, drover.kubeconfig(), bucket, bare, plan.connections()));
      }
      table.line(SweepTrial.NAME);
      return table.markdown(new QueueRounds().run(plan.rounds(), contenders));
    } finally {
      transports.forEach(SourceTransport::close);
    }
  }
}
