package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The order of values: by kind, then by value; objects by their sorted keys first. */
final class Compare {
  private Compare() {}

  static boolean equal(JsonNode a, JsonNode b, Run run) {
    run.step();
    Kind kind = Kind.of(a);
    if (kind != Kind.of(b)) {
      return false;
    }
    return switch (kind) {
      case NULL, FALSE, TRUE -> true;
      case NUMBER -> Numbers.compare(a, b) == 0;
      case STRING -> equalTexts(a.asText(), b.asText(), run);
      case ARRAY, OBJECT -> equalParts(a, b, run);
    };
  }

  private static boolean equalTexts(String a, String b, Run run) {
    if (a.length() != b.length()) {
      return false;
    }
    run.reading(a.length());
    return a.equals(b);
  }

  private static boolean equalParts(JsonNode a, JsonNode b, Run run) {
    run.enter();
    boolean equal = a.isArray() ? equalItems(a, b, run) : equalMembers(a, b, run);
    run.leave();
    return equal;
  }

  private static boolean equalItems(JsonNode a, JsonNode b, Run run) {
    boolean equal = a.size() == b.size();
    for (int i = 0; equal && i < a.size(); i++) {
      equal = equal(a.get(i), b.get(i), run);
    }
    return equal;
  }

  private static boolean equalMembers(JsonNode a, JsonNode b, Run run) {
    if (a.size() != b.size()) {
      return false;
    }
    for (var member : a.properties()) {
      JsonNode other = b.get(member.getKey());
      if (other == null || !equal(member.getValue(), other, run)) {
        return false;
      }
    }
    return true;
  }

  static int compare(JsonNode a, JsonNode b, Run run) {
    return compare(a, b, run, false);
  }

  /** As a sort needs it: something that is not a number is as great as itself. */
  static int order(JsonNode a, JsonNode b, Run run) {
    return compare(a, b, run, true);
  }

  private static int compare(JsonNode a, JsonNode b, Run run, boolean total) {
    run.step();
    Kind kind = Kind.of(a);
    int kinds = kind.compareTo(Kind.of(b));
    if (kinds != 0) {
      return kinds;
    }
    return switch (kind) {
      case NULL, FALSE, TRUE -> 0;
      case NUMBER -> total ? Numbers.order(a, b) : Numbers.compare(a, b);
      case STRING -> strings(a.asText(), b.asText(), run);
      case ARRAY, OBJECT -> parts(a, b, run, total);
    };
  }

  /** By code points, as their UTF-8 sorts. */
  private static int strings(String a, String b, Run run) {
    int length = Math.min(a.length(), b.length());
    run.reading(length);
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int parts(JsonNode a, JsonNode b, Run run, boolean total) {
    run.enter();
    int order = a.isArray() ? items(a, b, run, total) : members(a, b, run, total);
    run.leave();
    return order;
  }

  private static int items(JsonNode a, JsonNode b, Run run, boolean total) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i), run, total);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int members(JsonNode a, JsonNode b, Run run, boolean total) {
    List<String> keys = keys(a, run);
    List<String> others = keys(b, run);
    for (int i = 0; i < Math.min(keys.size(), others.size()); i++) {
      int order = strings(keys.get(i), others.get(i), run);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(keys.size(), others.size());
    for (int i = 0; order == 0 && i < keys.size(); i++) {
      order = compare(a.get(keys.get(i)), b.get(keys.get(i)), run, total);
    }
    return order;
  }

  /** Those of an object, sorted. */
  static List<String> keys(JsonNode object, Run run) {
    run.copying(object.size());
    List<String> keys = new ArrayList<>(object.size());
    object.fieldNames().forEachRemaining(keys::add);
    keys.sort((a, b) -> strings(a, b, run));
    return keys;
  }
}
