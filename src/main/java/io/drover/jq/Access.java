package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Parts of values: by name, index or slice. */
final class Access {
  private Access() {}

  /**
   * The part, null if there is none.
   *
   * @throws JqError if such a value has no such parts
   */
  static JsonNode get(JsonNode of, JsonNode key, Run run) {
    Kind kind = Kind.of(of);
    Kind by = Kind.of(key);
    if (kind == Kind.OBJECT && by == Kind.STRING) {
      return member(of, key.asText());
    }
    if (kind == Kind.ARRAY && by == Kind.NUMBER) {
      return item(of, key);
    }
    if (by == Kind.OBJECT && (kind == Kind.ARRAY || kind == Kind.STRING)) {
      return slice(of, key.path("start"), key.path("end"), run);
    }
    if (kind == Kind.ARRAY && by == Kind.ARRAY) {
      return Strings.indices(of, key, run);
    }
    if (kind == Kind.NULL && (by == Kind.STRING || by == Kind.NUMBER || by == Kind.OBJECT)) {
      return Values.NULL;
    }
    throw cannotIndex(of, key);
  }

  static JsonNode member(JsonNode object, String name) {
    JsonNode found = object.get(name);
    return found == null ? Values.NULL : found;
  }

  private static JsonNode item(JsonNode array, JsonNode key) {
    if (Numbers.isNan(key)) {
      return Values.NULL;
    }
    int index = Numbers.index(key);
    JsonNode found = array.get(index < 0 ? index + array.size() : index);
    return found == null ? Values.NULL : found;
  }

  static JqError cannotIndex(JsonNode of, JsonNode key) {
    boolean name = key.isTextual() && key.asText().length() < 30;
    String by = name ? "string \"" + key.asText() + "\"" : Kind.of(key).title();
    return new JqError("Cannot index " + Kind.of(of).title() + " with " + by);
  }

  static JsonNode slice(JsonNode of, JsonNode from, JsonNode to, Run run) {
    if (of.isArray()) {
      Range range = Range.of(of.size(), from, to);
      run.copying(range.end() - range.start());
      List<JsonNode> items = new ArrayList<>(range.end() - range.start());
      for (int i = range.start(); i < range.end(); i++) {
        items.add(of.get(i));
      }
      return Values.array(items);
    }
    String text = of.asText();
    Range range = Range.of(text.codePointCount(0, text.length()), from, to);
    run.text(range.end() - range.start());
    int start = text.offsetByCodePoints(0, range.start());
    int end = text.offsetByCodePoints(start, range.end() - range.start());
    return TextNode.valueOf(text.substring(start, end));
  }

  static boolean has(JsonNode in, JsonNode key) {
    Kind kind = Kind.of(in);
    Kind by = Kind.of(key);
    if (kind == Kind.NULL) {
      return false;
    }
    if (kind == Kind.OBJECT && by == Kind.STRING) {
      return in.has(key.asText());
    }
    if (kind == Kind.ARRAY && by == Kind.NUMBER) {
      int index = Numbers.index(key);
      return !Numbers.isNan(key) && index >= 0 && index < in.size();
    }
    throw new JqError("Cannot check whether %s has a %s key".formatted(kind.title(), by.title()));
  }

  static JsonNode getPath(JsonNode root, JsonNode path, Run run) {
    if (!path.isArray()) {
      throw new JqError("Path must be specified as an array");
    }
    JsonNode value = root;
    for (JsonNode key : path) {
      run.step();
      value = get(value, key, run);
    }
    return value;
  }

  /** Which part of an array or text a slice means. */
  record Range(int start, int end) {
    static Range of(int length, JsonNode from, JsonNode to) {
      double start = bound(from, 0);
      double end = bound(to, length);
      start = Double.isNaN(start) ? 0 : start < 0 ? Math.max(0, start + length) : start;
      end = Double.isNaN(end) ? length : end < 0 ? end + length : end;
      int first = (int) Math.min(start, length);
      int last = end < 0 ? first : (int) Math.min(Math.ceil(end), length);
      return new Range(first, Math.max(first, last));
    }

    private static double bound(JsonNode bound, double otherwise) {
      if (bound.isNull()) {
        return otherwise;
      }
      if (!bound.isNumber()) {
        throw new JqError("Array/string slice indices must be integers");
      }
      return bound.doubleValue();
    }
  }

  static ArrayNode keys(JsonNode of, boolean sorted, Run run) {
    ArrayNode keys = Values.array();
    if (of.isObject() && sorted) {
      Compare.keys(of, run).forEach(keys::add);
    } else if (of.isObject()) {
      run.copying(of.size());
      of.fieldNames().forEachRemaining(keys::add);
    } else if (of.isArray()) {
      run.copying(of.size());
      for (int i = 0; i < of.size(); i++) {
        keys.add(i);
      }
    } else {
      throw new JqError(Values.typed(of) + " has no keys");
    }
    return keys;
  }
}
