package io.drover.bench;

import io.drover.bench.Span.Stage;
import java.util.ArrayList;
import java.util.List;

/** What {@code watch} measured. */
final class WatchFigures {
  /**
   * What a Drover at rest keeps.
   *
   * @param heap megabytes in use after a collection
   * @param resident megabytes of the process
   */
  record Memory(double heap, double resident) {}

  /** Ingresses a second of Drover, round by round. */
  final List<Double> made = new ArrayList<>();

  /** Those of the raw client. */
  final List<Double> applied = new ArrayList<>();

  /** Milliseconds of processor time of Drover for each of them. */
  final List<Double> madeCpu = new ArrayList<>();

  /** Those of the raw client. */
  final List<Double> appliedCpu = new ArrayList<>();

  /** How often the route ran for each. */
  final List<Double> runs = new ArrayList<>();

  /** Changes while all Ingresses were made. */
  final List<Span> fresh = new ArrayList<>();

  /** From the start of the process until all was found right. */
  double syncSeconds;

  /** Until the first one was. */
  double startSeconds;

  /** Milliseconds of processor time until the first one was. */
  double startCpu;

  /** Those for each of the others. */
  double syncCpu;

  /** What the API server counted meanwhile. */
  long writes;

  Measurement changes;
  Measurement applies;
  List<Double> failovers = List.of();
  Memory empty;
  Memory full;

  String markdown(WatchPlan plan) {
    return String.join("\n", work(plan), changes(), rest(plan));
  }

  private String work(WatchPlan plan) {
    MarkdownTable table =
        new MarkdownTable(
            plan.services() + " Services, " + plan.atOnce() + " at once",
            List.of(
                "seconds", "Ingresses/s", "x raw", "its own CPU ms each", "runs each", "writes"));
    double all = plan.services();
    table.row(
        "raw client: apply all Ingresses",
        List.of(
            number("%.1f", all / Ratios.median(applied)),
            number("%.0f", Ratios.median(applied)),
            "1.00",
            number("%.2f", Ratios.median(appliedCpu)),
            "-",
            String.valueOf(plan.services())));
    table.row(
        "Drover: none is there",
        List.of(
            number("%.1f", all / Ratios.median(made)),
            number("%.0f", Ratios.median(made)),
            Ratios.of(made, applied),
            number("%.2f", Ratios.median(madeCpu)),
            number("%.2f", Ratios.median(runs)),
            String.valueOf(plan.services())));
    table.row(
        "Drover: from its start to the first one found right",
        List.of(number("%.1f", startSeconds), "-", "-", number("%.0f", startCpu), "-", "0"));
    table.row(
        "Drover: from then on, all are right",
        List.of(
            number("%.1f", syncSeconds - startSeconds),
            number("%.0f", all / (syncSeconds - startSeconds)),
            "-",
            number("%.2f", syncCpu),
            "1.00",
            String.valueOf(writes)));
    return table.toString();
  }

  private String changes() {
    MarkdownTable table =
        new MarkdownTable(
            "from a change of one Service to its Ingress",
            List.of("p50 ms", "x raw", "p99 ms", "x raw", "most ms"));
    row(table, "raw client: one apply of an Ingress", applies, Stage.ALL);
    row(table, "at rest, from the answer to the change", changes, Stage.CREATE);
    row(table, "at rest, from sending the change", changes, Stage.ALL);
    row(table, "while all Ingresses are made", new Measurement(fresh), Stage.ALL);
    return table.toString();
  }

  private void row(MarkdownTable table, String name, Measurement measured, Stage stage) {
    double median = measured.millis(stage, 50);
    double slow = measured.millis(stage, 99);
    table.row(
        name,
        List.of(
            number("%.1f", median),
            number("%.2f", median / applies.millis(Stage.ALL, 50)),
            number("%.1f", slow),
            number("%.2f", slow / applies.millis(Stage.ALL, 99)),
            number("%.1f", measured.millis(stage, 100))));
  }

  private String rest(WatchPlan plan) {
    double thousands = plan.services() / 1000.0;
    MarkdownTable table = new MarkdownTable("at rest", List.of("heap MB", "resident MB"));
    row(table, "no Services", empty);
    row(table, plan.services() + " Services", full);
    table.row(
        "1,000 more",
        List.of(
            number("%.1f", (full.heap() - empty.heap()) / thousands),
            number("%.1f", (full.resident() - empty.resident()) / thousands)));
    return failovers.isEmpty() ? table.toString() : table + "\n" + failoverTable(plan);
  }

  private static void row(MarkdownTable table, String name, Memory memory) {
    table.row(name, List.of(number("%.0f", memory.heap()), number("%.0f", memory.resident())));
  }

  private String failoverTable(WatchPlan plan) {
    MarkdownTable table =
        new MarkdownTable(
            "the leader killed, its Lease " + plan.leaseSeconds() + " s",
            List.of("median s", "most s"));
    table.row(
        "until a change made after it shows",
        List.of(
            number("%.1f", Ratios.median(failovers)),
            number("%.1f", failovers.stream().mapToDouble(s -> s).max().orElseThrow())));
    return table.toString();
  }

  private static String number(String format, double value) {
    return MarkdownTable.number(format, value);
  }
}
