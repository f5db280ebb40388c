package io.drover.kube;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How options, labels and notes are written. */
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

  /** The text, or as much of it from its beginning as has that many bytes of UTF-8. */
  static String cut(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    int end = bytes;
    while ((all[end] & 0xC0) == 0x80) { // in the midst of a code point
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  static boolean isEmpty(String option) {
    return option == null || option.isEmpty();
  }
}
