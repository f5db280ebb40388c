package io.drover.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics, in the text format of Prometheus. */
final class Metric {
  private Metric() {}

  /** The sum of a metric over all its tags; 0 where there is none. */
  static double sum(String name, String page) {
    Matcher value =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(page);
    return value.results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
  }
}
