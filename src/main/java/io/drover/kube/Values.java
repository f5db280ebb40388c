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
      return holdsAll(a, b) && holdsAll(b, a);
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

  private static boolean holdsAll(JsonNode a, JsonNode b) {
    for (Map.Entry<String, JsonNode> member : b.properties()) {
      if (!equal(a.path(member.getKey()), member.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}
