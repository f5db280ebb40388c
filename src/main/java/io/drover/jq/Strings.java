package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/** Texts, and arrays in the way of texts. */
final class Strings {
  private static final int MISSING = 0xFFFD; // what stands for no code point

  private Strings() {}

  static JsonNode join(JsonNode a, JsonNode b, Run run) {
    String left = a.asText();
    String right = b.asText();
    run.text((long) left.length() + right.length());
    return TextNode.valueOf(left.concat(right));
  }

  /** Null for less than no times. */
  static JsonNode repeat(String text, double times, Run run) {
    if (times < 0 || Double.isNaN(times)) {
      return Values.NULL;
    }
    double length = text.length() * Math.floor(times);
    run.text((long) length);
    return TextNode.valueOf(text.isEmpty() ? "" : text.repeat((int) Math.min(times, 1 << 30)));
  }

  static ArrayNode split(String text, String separator, Run run) {
    run.text(text.length() * 4L);
    ArrayNode parts = Values.array();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int from = 0;
    Occurrences separators = new Occurrences(text, separator, run);
    for (int at; (at = separators.next(false)) >= 0; from = at + separator.length()) {
      parts.add(text.substring(from, at));
    }
    if (!text.isEmpty()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  static ArrayNode explode(String text, Run run) {
    run.text(text.length() * 8L);
    ArrayNode points = Values.array();
    text.codePoints().forEach(points::add);
    return points;
  }

  static JsonNode implode(JsonNode points, Run run) {
    if (!points.isArray()) {
      throw new JqError("implode input must be an array");
    }
    run.text(points.size());
    StringBuilder text = new StringBuilder(points.size());
    for (JsonNode point : points) {
      if (!point.isNumber() || Numbers.isNan(point)) {
        throw new JqError(
            Values.typed(point) + " can't be imploded, unicode codepoint needs to be numeric");
      }
      int c = Numbers.index(point);
      boolean valid = c >= 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
      text.appendCodePoint(valid ? c : MISSING);
    }
    return TextNode.valueOf(text.toString());
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Where one text stands in another, in bytes of UTF-8, as jq 1.7 counts here. */
  static ArrayNode indices(String text, String part, Run run) {
    ArrayNode found = Values.array();
    if (part.isEmpty()) {
      return found;
    }
    run.text(text.length());
    int bytes = 0;
    int counted = 0;
    Occurrences places = new Occurrences(text, part, run);
    for (int at; (at = places.next(true)) >= 0; ) {
      bytes += bytes(text.substring(counted, at));
      counted = at;
      found.add(bytes);
      run.step();
    }
    return found;
  }

  /** Where one array stands in another. */
  static JsonNode indices(JsonNode array, JsonNode part, Run run) {
    ArrayNode found = Values.array();
    for (int i = 0; i < array.size() && !part.isEmpty(); i++) {
      int same = 0;
      while (same < part.size()
          && i + same < array.size()
          && Compare.equal(array.get(i + same), part.get(same), run)) {
        same++;
      }
      if (same == part.size()) {
        found.add(i);
      }
    }
    return found;
  }

  static boolean hasItem(JsonNode array, JsonNode item, Run run) {
    for (JsonNode each : array) {
      if (Compare.equal(each, item, run)) {
        return true;
      }
    }
    return false;
  }

  /** Whether b is a part of a: of texts, of items, or member by member. */
  static boolean contains(JsonNode a, JsonNode b, Run run) {
    run.step();
    Kind kind = Kind.of(a);
    if (kind != Kind.of(b)) {
      return false;
    }
    run.enter();
    boolean contains = contains(kind, a, b, run);
    run.leave();
    return contains;
  }

  private static boolean contains(Kind kind, JsonNode a, JsonNode b, Run run) {
    return switch (kind) {
      case OBJECT -> {
        for (var member : b.properties()) {
          JsonNode value = a.get(member.getKey());
          if (value == null || !contains(value, member.getValue(), run)) {
            yield false;
          }
        }
        yield true;
      }
      case ARRAY -> {
        for (JsonNode item : b) {
          if (!hasPart(a, item, run)) {
            yield false;
          }
        }
        yield true;
      }
      case STRING -> Occurrences.any(a.asText(), b.asText(), run);
      default -> Compare.equal(a, b, run);
    };
  }

  private static boolean hasPart(JsonNode array, JsonNode part, Run run) {
    for (JsonNode each : array) {
      if (contains(each, part, run)) {
        return true;
      }
    }
    return false;
  }
}
