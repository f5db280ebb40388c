package io.drover.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ratios of two subjects, round by round. */
final class Ratios {
  private Ratios() {}

  /** Such as {@code 0.61 (0.58 to 0.63)}: the median, the least and the most of all rounds. */
  static String of(List<Double> these, List<Double> others) {
    List<Double> ratios =
        IntStream.range(0, these.size())
            .mapToObj(i -> these.get(i) / others.get(i))
            .sorted()
            .toList();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        median(ratios),
        ratios.get(0),
        ratios.get(ratios.size() - 1));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
