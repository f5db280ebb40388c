package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Equality of JSON as the API server sees it: an absent member is null, 1 is 1.0. */
final class Values {
  private Values() {}

  static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isObject() && b.isObject()) {
      return equalMembers(a, b);
    }
    if (a.isArray() && b.isArray() && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        if (!equal(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    return isNothing(a) ? isNothing(b) : a.equals(b);
  }

  /** Compares each member once: both ways at each level would double the work of every level. */
  private static boolean equalMembers(JsonNode a, JsonNode b) {
    for (Map.Entry<String, JsonNode> member : a.properties()) {
      if (!equal(member.getValue(), b.path(member.getKey()))) {
        return false;
      }
    }
    return b.properties().stream()
        .allMatch(member -> a.has(member.getKey()) || isNothing(member.getValue()));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}
