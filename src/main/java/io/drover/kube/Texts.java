package io.drover.kube;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How options are written. */
final class Texts {
  private Texts() {}

  /** The items of a list separated by commas, without spaces around them and without empty ones. */
  static List<String> items(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",")).map(String::strip).filter(i -> !i.isEmpty()).toList();
  }

  /** Labels as the API server takes them, sorted. */
  static String labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  static boolean isEmpty(String option) {
    return option == null || option.isEmpty();
  }
}
