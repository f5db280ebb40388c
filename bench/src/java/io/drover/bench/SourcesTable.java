package io.drover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table of sources, each with Drover and a bare loop. */
final class SourcesTable {
  private final List<String> sources = new ArrayList<>();

  /** Has a line for a source. */
  void line(String source) {
    sources.add(source);
  }

  /**
   * As Markdown.
   *
   * @param rounds what was measured of each source, by Drover and by the bare loop
   */
  String markdown(Map<String, List<QueueFigures>> rounds) {
    MarkdownTable table =
        new MarkdownTable(
            "to a route that only counts",
            List.of(
                "bare loop, events/s",
                "Drover, events/s",
                "x bare",
                "bare CPU ms an event",
                "Drover's"));
    for (String source : sources) {
      List<QueueFigures> bare = rounds.get(source + SourceTrial.BARE);
      List<QueueFigures> drover = rounds.get(source + SourceTrial.DROVER);
      table.row(
          source,
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
