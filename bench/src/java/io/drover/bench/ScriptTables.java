package io.drover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables of {@code scripts}: a row for each script. */
final class ScriptTables {
  private static final List<String> PEERS = List.of(ScriptSubjects.FRESH, ScriptSubjects.ONCE);
  private static final List<String> OURS =
      List.of(ScriptSubjects.DROVER, ScriptSubjects.BOTH_COMPILERS);
  private final Map<BenchScript, Map<String, List<ScriptMeasurement>>> measured;

  ScriptTables(Map<BenchScript, Map<String, List<ScriptMeasurement>>> measured) {
    this.measured = measured;
  }

  String markdown() {
    return String.join(
        "\n",
        compared("evaluations/s", "%.0f", ScriptMeasurement::perSecond, false),
        compared("µs of processor time each", "%.1f", ScriptMeasurement::cpuMicros, true),
        allocated());
  }

  /**
   * A table with ratios that are above 1 where Drover is ahead.
   *
   * @param lessIsBetter of the figures
   */
  private String compared(
      String title,
      String format,
      ToDoubleFunction<ScriptMeasurement> value,
      boolean lessIsBetter) {
    List<String> columns = new ArrayList<>(PEERS);
    for (String name : OURS) {
      columns.addAll(List.of(name, "x anew", "x once"));
    }
    MarkdownTable table = new MarkdownTable(title, columns);
    measured.forEach(
        (script, bySubject) -> {
          List<String> cells = new ArrayList<>();
          PEERS.forEach(peer -> cells.add(median(format, values(bySubject.get(peer), value))));
          for (String name : OURS) {
            List<Double> ours = values(bySubject.get(name), value);
            cells.add(median(format, ours));
            for (String peer : PEERS) {
              List<Double> theirs = values(bySubject.get(peer), value);
              cells.add(lessIsBetter ? Ratios.of(theirs, ours) : Ratios.of(ours, theirs));
            }
          }
          table.row(script.title(), cells);
        });
    return table.toString();
  }

  private String allocated() {
    List<String> names = new ArrayList<>(PEERS);
    names.addAll(OURS);
    MarkdownTable table = new MarkdownTable("KB allocated each", names);
    measured.forEach(
        (script, bySubject) ->
            table.row(
                script.title(),
                names.stream()
                    .map(bySubject::get)
                    .map(all -> median("%.1f", values(all, ScriptMeasurement::kilobytes)))
                    .toList()));
    return table.toString();
  }

  private static List<Double> values(
      List<ScriptMeasurement> rounds, ToDoubleFunction<ScriptMeasurement> value) {
    return rounds.stream().mapToDouble(value).boxed().toList();
  }

  private static String median(String format, List<Double> values) {
    return MarkdownTable.number(format, Ratios.median(values));
  }
}
