package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.TestCase.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a value with what a test expects of it. */
final class Matching {
  private static final int LONGEST = 300;
  private static final int MOST = 10;

  private Matching() {}

  /** What does not fit, each with the place in the value; empty if all does. */
  static List<String> faults(Expectation expected, JsonNode value) {
    List<String> faults = new ArrayList<>();
    if (expected.contains() != null) {
      contain("", expected.contains(), value, faults);
    }
    if (expected.equals() != null) {
      for (Difference difference : Difference.strictly(expected.equals(), value)) {
        faults.add(fault(difference.path(), difference.before(), difference.after()));
      }
    }
    if (expected.jq() != null) {
      meet(expected.jq(), value, faults);
    }
    return faults.size() <= MOST ? faults : cut(faults);
  }

  private static List<String> cut(List<String> faults) {
    List<String> some = new ArrayList<>(faults.subList(0, MOST));
    some.add((faults.size() - MOST) + " more");
    return some;
  }

  private static void meet(String jq, JsonNode value, List<String> faults) {
    try {
      if (!JqCondition.compile(jq).test(value)) {
        faults.add("expected " + jq + ", got " + show(value));
      }
    } catch (IllegalArgumentException e) {
      faults.add(
          "expected " + jq + " to be true or false, it " + e.getMessage() + " for " + show(value));
    }
  }

  /** Each member of an object has to be there, and each item of a list, in this order. */
  private static void contain(String path, JsonNode expected, JsonNode value, List<String> faults) {
    if (expected.isObject() && value.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        String name = member.getKey();
        contain(FieldPath.member(path, name), member.getValue(), value.path(name), faults);
      }
    } else if (expected.isArray() && value.isArray()) {
      containItems(path, expected, value, faults);
    } else if (!Difference.equal(expected, value)) {
      faults.add(fault(path, expected, value));
    }
  }

  private static void containItems(
      String path, JsonNode expected, JsonNode value, List<String> faults) {
    if (expected.size() == value.size()) { // say what differs within, not only that one is missing
      for (int i = 0; i < expected.size(); i++) {
        contain(path + "[" + i + "]", expected.get(i), value.get(i), faults);
      }
      return;
    }
    int next = 0;
    for (JsonNode item : expected) {
      while (next < value.size() && !isIn(item, value.get(next))) {
        next++;
      }
      if (next++ >= value.size()) {
        faults.add(at(path) + "expected an item " + show(item) + ", got " + show(value));
        return;
      }
    }
  }

  private static boolean isIn(JsonNode expected, JsonNode value) {
    List<String> faults = new ArrayList<>();
    contain("", expected, value, faults);
    return faults.isEmpty();
  }

  private static String fault(String path, JsonNode expected, JsonNode got) {
    return at(path) + "expected " + show(expected) + ", got " + show(got);
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }

  static String show(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + (text.length() - LONGEST) + " more)";
  }
}
