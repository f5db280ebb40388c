package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place in which two JSON values differ.
 *
 * @param path as people write it, such as {@code spec.rules[0].host}; empty for the whole
 * @param before missing if there was nothing
 * @param after missing if there is nothing
 */
public record Difference(String path, JsonNode before, JsonNode after) {
  private static final Pattern BOOK_KEEPING =
      Pattern.compile(
          "metadata\\.(managedFields|resourceVersion|generation|uid|creationTimestamp)\\b");

  /**
   * The innermost places in which they differ, in the order of {@code before}, then of {@code
   * after}.
   */
  static List<Difference> strictly(JsonNode before, JsonNode after) {
    List<Difference> differences = new ArrayList<>();
    collect("", orMissing(before), orMissing(after), differences);
    return differences;
  }

  /** Those of Kubernetes objects, without what the API server keeps for itself. */
  public static List<Difference> between(JsonNode before, JsonNode after) {
    List<Difference> differences = strictly(before, after);
    differences.removeIf(difference -> BOOK_KEEPING.matcher(difference.path()).lookingAt());
    return differences;
  }

  private static JsonNode orMissing(JsonNode value) {
    return value == null ? MissingNode.getInstance() : value;
  }

  private static void collect(
      String path, JsonNode before, JsonNode after, List<Difference> differences) {
    if (equal(before, after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name ->
              collect(
                  FieldPath.member(path, name), before.path(name), after.path(name), differences));
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        collect(path + "[" + i + "]", before.path(i), after.path(i), differences);
      }
    } else {
      differences.add(new Difference(path, before, after));
    }
  }

  /** Equality of JSON in which 1 is 1.0. */
  static boolean equal(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber() && x.decimalValue().compareTo(y.decimalValue()) == 0
                ? 0
                : x.equals(y) ? 0 : 1,
        b);
  }
}
