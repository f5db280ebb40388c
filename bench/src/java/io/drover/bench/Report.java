package io.drover.bench;

import io.drover.bench.Rounds.Round;
import io.drover.bench.Span.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables of {@code webhook-to-workflow}. */
final class Report {
  private static final List<Stage> STAGES =
      List.of(Stage.BEFORE, Stage.CREATE, Stage.WRITE, Stage.ANSWER);
  private final Plan plan;
  private final Map<String, List<Round>> rounds;

  Report(Plan plan, Map<String, List<Round>> rounds) {
    this.plan = plan;
    this.rounds = rounds;
  }

  String markdown() {
    return String.join("\n", loaded(), idle(), stages(), ledger());
  }

  private String loaded() {
    MarkdownTable table =
        new MarkdownTable(
            "loaded: " + plan.connections() + " at once",
            List.of(
                "events/s",
                "x raw",
                "p50 ms",
                "p99 ms",
                "its own CPU ms an event",
                "the servers'",
                "the sender's",
                "all of it, raw / this"));
    for (String name : rounds.keySet()) {
      Measurement all = pooled(name, Round::loaded);
      table.row(
          name,
          List.of(
              MarkdownTable.number(
                  "%.0f", Ratios.median(values(name, r -> r.loaded().perSecond()))),
              ratios(name, RawSubject.NAME, r -> r.loaded().perSecond()),
              MarkdownTable.number("%.1f", all.millis(Stage.ALL, 50)),
              MarkdownTable.number("%.1f", all.millis(Stage.ALL, 99)),
              MarkdownTable.number("%.2f", cpu(name, CpuTime::subject)),
              MarkdownTable.number("%.2f", cpu(name, CpuTime::servers)),
              MarkdownTable.number("%.2f", cpu(name, CpuTime::sender)),
              MarkdownTable.number(
                  "%.2f", cpu(RawSubject.NAME, CpuTime::all) / cpu(name, CpuTime::all))));
    }
    return table.toString();
  }

  private String idle() {
    MarkdownTable table =
        new MarkdownTable(
            "idle: one at a time, " + plan.pauseMillis() + " ms apart",
            List.of(
                "to object p50 ms",
                "x raw",
                "to object p99 ms",
                "x raw",
                "to answer p50 ms",
                "x raw",
                "to answer p99 ms",
                "x raw"));
    for (String name : rounds.keySet()) {
      Measurement all = pooled(name, Round::idle);
      table.row(
          name,
          List.of(
              MarkdownTable.number("%.2f", all.millis(Stage.TO_OBJECT, 50)),
              ratios(name, RawSubject.NAME, r -> r.idle().millis(Stage.TO_OBJECT, 50)),
              MarkdownTable.number("%.2f", all.millis(Stage.TO_OBJECT, 99)),
              ratios(name, RawSubject.NAME, r -> r.idle().millis(Stage.TO_OBJECT, 99)),
              MarkdownTable.number("%.2f", all.millis(Stage.ALL, 50)),
              ratios(name, RawSubject.NAME, r -> r.idle().millis(Stage.ALL, 50)),
              MarkdownTable.number("%.2f", all.millis(Stage.ALL, 99)),
              ratios(name, RawSubject.NAME, r -> r.idle().millis(Stage.ALL, 99))));
    }
    return table.toString();
  }

  private String stages() {
    MarkdownTable table =
        new MarkdownTable(
            "where an event's time goes, p50 ms, idle / loaded",
            STAGES.stream().map(Stage::title).toList());
    for (String name : rounds.keySet()) {
      Measurement idle = pooled(name, Round::idle);
      Measurement loaded = pooled(name, Round::loaded);
      table.row(
          name,
          STAGES.stream()
              .map(
                  s ->
                      MarkdownTable.number("%.2f", idle.millis(s, 50))
                          + " / "
                          + MarkdownTable.number("%.2f", loaded.millis(s, 50)))
              .toList());
    }
    return table.toString();
  }

  private String ledger() {
    MarkdownTable table =
        new MarkdownTable(
            "the share of", List.of("events/s, loaded", "answer p50, idle", "answer p99, idle"));
    share(table, "fsync", LedgerMode.NO_FSYNC, LedgerMode.AS_IS);
    share(table, "the ledger without fsync", LedgerMode.NO_LEDGER, LedgerMode.NO_FSYNC);
    share(table, "both", LedgerMode.NO_LEDGER, LedgerMode.AS_IS);
    return table.toString();
  }

  /** What changes by it, as a factor. */
  private void share(MarkdownTable table, String what, LedgerMode without, LedgerMode with) {
    String name = with.title();
    table.row(
        what,
        List.of(
            "x " + ratios(name, without.title(), r -> r.loaded().perSecond()),
            "x " + ratios(name, without.title(), r -> r.idle().millis(Stage.ALL, 50)),
            "x " + ratios(name, without.title(), r -> r.idle().millis(Stage.ALL, 99))));
  }

  private Measurement pooled(String name, Function<Round, Measurement> measurement) {
    return Measurement.pooled(rounds.get(name).stream().map(measurement));
  }

  private List<Double> values(String name, ToDoubleFunction<Round> value) {
    return rounds.get(name).stream().mapToDouble(value).boxed().toList();
  }

  private String ratios(String name, String other, ToDoubleFunction<Round> value) {
    return Ratios.of(values(name, value), values(other, value));
  }

  private double cpu(String name, Function<CpuTime, Duration> share) {
    long nanos = rounds.get(name).stream().mapToLong(r -> share.apply(r.cpu()).toNanos()).sum();
    return nanos / 1e6 / pooled(name, Round::loaded).events();
  }
}
