package io.drover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table of what was measured of queues. */
final class QueueReport {
  private final Map<String, List<QueueFigures>> rounds;

  QueueReport(Map<String, List<QueueFigures>> rounds) {
    this.rounds = rounds;
  }

  /**
   * As Markdown.
   *
   * @param bases names beside which the others are shown; those not measured are left out
   */
  String markdown(String title, Map<String, String> bases) {
    List<String> shown = bases.keySet().stream().filter(rounds::containsKey).toList();
    List<String> columns = new ArrayList<>(List.of("events", "events/s"));
    shown.forEach(base -> columns.add("x " + bases.get(base)));
    columns.addAll(
        List.of("its own CPU ms an event", "the servers'", "MB at rest", "most MB at work"));
    MarkdownTable table = new MarkdownTable(title, columns);
    for (String name : rounds.keySet()) {
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(rounds.get(name).get(0).events()));
      cells.add(median(name, "%.1f", QueueFigures::perSecond));
      shown.forEach(base -> cells.add(Ratios.of(rates(name), rates(base))));
      cells.add(median(name, "%.2f", QueueFigures::ownCpu));
      cells.add(median(name, "%.2f", QueueFigures::serversCpu));
      cells.add(megabytes(name, QueueFigures::restMegabytes));
      cells.add(megabytes(name, QueueFigures::loadMegabytes));
      table.row(name, cells);
    }
    return table.toString();
  }

  private List<Double> rates(String name) {
    return values(name, QueueFigures::perSecond);
  }

  private List<Double> values(String name, ToDoubleFunction<QueueFigures> value) {
    return rounds.get(name).stream().mapToDouble(value).boxed().toList();
  }

  private String median(String name, String format, ToDoubleFunction<QueueFigures> value) {
    return MarkdownTable.number(format, Ratios.median(values(name, value)));
  }

  private String megabytes(String name, ToDoubleFunction<QueueFigures> value) {
    double median = Ratios.median(values(name, value));
    return median == 0 ? "-" : MarkdownTable.number("%.0f", median);
  }
}
