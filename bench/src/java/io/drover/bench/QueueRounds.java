package io.drover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures contenders in turn, round after round; each begins every so many rounds. */
final class QueueRounds {
  /** Something that is measured, and that makes figures of events numbered from a first one on. */
  interface Contender {
    String name();

    /** How many numbers it needs. */
    int numbers();

    QueueFigures measure(int first) throws Exception;
  }

  private final Map<String, List<QueueFigures>> rounds = new LinkedHashMap<>();
  private int next = 1;

  /** By name, in the order in which they were given. */
  Map<String, List<QueueFigures>> run(int count, List<Contender> contenders) throws Exception {
    contenders.forEach(each -> rounds.put(each.name(), new ArrayList<>()));
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 1; round <= count; round++) {
      for (Contender each : order) {
        QueueFigures figures = each.measure(next);
        next += each.numbers();
        rounds.get(each.name()).add(figures);
        System.err.printf(
            Locale.ROOT, "round %d, %s: %.1f/s%n", round, each.name(), figures.perSecond());
      }
      Collections.rotate(order, 1);
    }
    return rounds;
  }

  /** A reader as a contender. */
  static Contender reader(QueueReader reader, QueueGoal goal, int warmUp, int events) {
    return new Contender() {
      @Override
      public String name() {
        return reader.name();
      }

      @Override
      public int numbers() {
        return warmUp + events;
      }

      @Override
      public QueueFigures measure(int first) throws Exception {
        return new QueueTrial(reader, goal).run(first, warmUp, events);
      }
    };
  }
}
