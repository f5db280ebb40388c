package io.drover.bench;

import io.drover.bench.QueueRounds.Contender;
import io.drover.servers.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    try (Bus bus = new Bus(folder.resolve("bus"))) {
      transports.add(new WebhookTransport(drover, folder, plan.connections()));
      transports.add(new JetStreamTransport(drover, folder, bus, plan.connections()));
      transports.add(new FolderTransport(drover, folder));
      List<Contender> contenders = new ArrayList<>();
      for (SourceTransport transport : transports) {
        contenders.add(new SourceTrial(transport, true, plan.warmUp(), plan.events()));
        contenders.add(new SourceTrial(transport, false, plan.warmUp(), plan.events()));
      }
      return table(transports, new QueueRounds().run(plan.rounds(), contenders));
    } finally {
      transports.forEach(SourceTransport::close);
    }
  }

  private static String table(
      List<SourceTransport> transports, Map<String, List<QueueFigures>> rounds) {
    MarkdownTable table =
        new MarkdownTable(
            "to a route that only counts",
            List.of(
                "bare loop, events/s",
                "Drover, events/s",
                "x bare",
                "bare CPU ms an event",
                "Drover's"));
    for (SourceTransport transport : transports) {
      List<QueueFigures> bare = rounds.get(transport.name() + SourceTrial.BARE);
      List<QueueFigures> drover = rounds.get(transport.name() + SourceTrial.DROVER);
      table.row(
          transport.name(),
          List.of(
              median("%.0f", bare, QueueFigures::perSecond),
              median("%.0f", drover, QueueFigures::perSecond),
              Ratios.of(
                  values(drover, QueueFigures::perSecond), values(bare, QueueFigures::perSecond)),
              median("%.2f", bare, QueueFigures::ownCpu),
              median("%.2f", drover, QueueFigures::ownCpu)));
    }
    return table.toString();
  }

  private static String median(
      String format, List<QueueFigures> rounds, ToDoubleFunction<QueueFigures> value) {
    return MarkdownTable.number(format, Ratios.median(values(rounds, value)));
  }

  private static List<Double> values(
      List<QueueFigures> rounds, ToDoubleFunction<QueueFigures> value) {
    return rounds.stream().mapToDouble(value).boxed().toList();
  }
}
