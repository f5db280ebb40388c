package io.drover.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of a run, promise by promise. */
interface Judgement {
  /** How often each promise was kept, by its words. */
  Map<String, Integer> kept();

  /** What each promise was broken for, by its words; nothing in most cases. */
  Map<String, List<?>> broken();

  /** Whether everything is as promised. */
  default boolean holds() {
    return broken().values().stream().allMatch(List::isEmpty);
  }

  default String text() {
    StringBuilder text = new StringBuilder();
    kept().forEach((promise, count) -> text.append(line(promise, count, "")));
    broken().forEach((promise, those) -> text.append(line(promise, those.size(), some(those))));
    return text.toString();
  }

  private static String line(String promise, int count, String which) {
    return String.format("  %-52s %5d %s%n", promise, count, which);
  }

  private static String some(List<?> those) {
    return those.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
  }
}
