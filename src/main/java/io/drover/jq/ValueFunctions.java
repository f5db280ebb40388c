package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Functions of values of any kind, of arrays and of objects. */
final class ValueFunctions {
  private ValueFunctions() {}

  static void addTo(Map<String, Functions.Plain> all) {
    all.put("not/0", (run, in, a) -> Values.of(!Values.isTrue(in)));
    all.put("type/0", (run, in, a) -> TextNode.valueOf(Kind.of(in).title()));
    all.put("length/0", (run, in, a) -> length(in));
    all.put("keys/0", (run, in, a) -> Access.keys(in, true, run));
    all.put("keys_unsorted/0", (run, in, a) -> Access.keys(in, false, run));
    all.put("has/1", (run, in, a) -> Values.of(Access.has(in, a[0])));
    all.put("contains/1", (run, in, a) -> contains(in, a[0], run));
    all.put("in/1", (run, in, a) -> Values.of(Access.has(a[0], in)));
    all.put("bsearch/1", (run, in, a) -> Numbers.of(search(in, a[0], run)));
    all.put("inside/1", (run, in, a) -> contains(a[0], in, run));
    all.put("setpath/2", (run, in, a) -> setPath(in, a, run));
    all.put("delpaths/1", (run, in, a) -> new Editor(run).delete(in, a[0]));
    all.put("to_entries/0", (run, in, a) -> toEntries(in, run));
    all.put("from_entries/0", (run, in, a) -> fromEntries(in, run));
    all.put("reverse/0", (run, in, a) -> reverse(in, run));
    all.put("flatten/0", (run, in, a) -> flatten(in, -1, run));
    all.put("flatten/1", (run, in, a) -> flatten(in, a[0], run));
    all.put("sort/0", (run, in, a) -> Sorting.sorted(array(in, SORTED), in, run));
    all.put("unique/0", (run, in, a) -> firsts(Sorting.groups(iterable(in), in, run)));
    all.put("min/0", (run, in, a) -> extreme(in, true, run));
    all.put("max/0", (run, in, a) -> extreme(in, false, run));
    all.put("transpose/0", (run, in, a) -> transpose(in, run));
    all.put("indices/1", (run, in, a) -> indices(in, a[0], run));
    all.put("index/1", (run, in, a) -> at(indices(in, a[0], run), 0));
    all.put("rindex/1", (run, in, a) -> at(indices(in, a[0], run), -1));
    all.put("toarray/0", (run, in, a) -> in.isArray() ? in : Values.array().add(in));
    all.put("input/0", (run, in, a) -> input());
    all.put("env/0", (run, in, a) -> Values.object());
    all.put("input_filename/0", (run, in, a) -> Values.NULL);
    all.put("input_line_number/0", (run, in, a) -> IntNode.valueOf(0));
    all.put("have_decnum/0", (run, in, a) -> Values.of(false));
    all.put("have_literal_numbers/0", (run, in, a) -> Values.of(true));
    all.put("infinite/0", (run, in, a) -> DoubleNode.valueOf(Double.POSITIVE_INFINITY));
    all.put("nan/0", (run, in, a) -> DoubleNode.valueOf(Double.NaN));
  }

  private static JsonNode input() {
    throw new JqError("input: an event is one value, there is no other");
  }

  private static final String SORTED = "cannot be sorted, as it is not an array";

  private static JsonNode array(JsonNode in, String refusal) {
    if (!in.isArray()) {
      throw new JqError(Values.typed(in) + " " + refusal);
    }
    return in;
  }

  private static JsonNode iterable(JsonNode in) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in));
    }
    if (in.isObject()) {
      throw new JqError(
          Values.typed(in) + " and array cannot be sorted, as they are not both arrays");
    }
    return in;
  }

  private static JsonNode length(JsonNode in) {
    return switch (Kind.of(in)) {
      case NULL -> IntNode.valueOf(0);
      case NUMBER -> in.doubleValue() < 0 ? Numbers.of(-in.doubleValue()) : in;
      case STRING -> IntNode.valueOf(in.asText().codePointCount(0, in.asText().length()));
      case ARRAY, OBJECT -> IntNode.valueOf(in.size());
      default -> throw new JqError(Values.typed(in) + " has no length");
    };
  }

  private static JsonNode contains(JsonNode a, JsonNode b, Run run) {
    if (Kind.of(a) != Kind.of(b)) {
      throw new JqError(
          Values.typed(a) + " and " + Values.typed(b) + " cannot have their containment checked");
    }
    return Values.of(Strings.contains(a, b, run));
  }

  private static JsonNode setPath(JsonNode in, JsonNode[] a, Run run) {
    if (!a[0].isArray()) {
      throw new JqError("Path must be specified as an array");
    }
    List<JsonNode> path = new ArrayList<>();
    a[0].forEach(path::add);
    return new Editor(run).set(in, path, a[1]);
  }

  private static JsonNode toEntries(JsonNode in, Run run) {
    ArrayNode entries = Values.array();
    for (JsonNode key : Access.keys(in, false, run)) {
      run.step();
      ObjectNode entry = entries.addObject();
      entry.set("key", key);
      entry.set("value", Access.get(in, key, run));
    }
    return entries;
  }

  private static JsonNode fromEntries(JsonNode in, Run run) {
    ObjectNode object = Values.object();
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in));
    }
    for (JsonNode entry : in) {
      run.step();
      JsonNode key = Values.NULL;
      for (String name : List.of("key", "Key", "name", "Name")) {
        JsonNode found = Access.get(entry, TextNode.valueOf(name), run);
        if (Values.isTrue(found)) {
          key = found;
          break;
        }
      }
      if (!key.isTextual()) {
        throw new JqError("Cannot use " + Values.typed(key) + " as object key");
      }
      object.set(key.textValue(), Access.member(entry, entry.has("value") ? "value" : "Value"));
    }
    return object;
  }

  private static JsonNode reverse(JsonNode in, Run run) {
    if (in.isTextual()) {
      if (in.textValue().isEmpty()) {
        return Values.array();
      }
      throw new JqError("Cannot index string with number");
    }
    List<JsonNode> items = new ArrayList<>();
    if (in.isObject() && !in.isEmpty()) {
      throw new JqError("Cannot index object with number");
    }
    if (!in.isContainerNode() && !in.isNull()) {
      if (in.isNumber() && in.doubleValue() == 0) {
        return Values.array();
      }
      length(in);
      throw new JqError("Cannot index " + Kind.of(in).title() + " with number");
    }
    run.copying(in.size());
    in.forEach(items::add);
    Collections.reverse(items);
    return Values.array(items);
  }

  private static JsonNode flatten(JsonNode in, JsonNode depth, Run run) {
    if (depth.isNumber() && depth.doubleValue() < 0) {
      throw new JqError("flatten depth must not be negative");
    }
    return flatten(in, depth.isNumber() ? depth.doubleValue() : -1, run);
  }

  private static JsonNode flatten(JsonNode in, double depth, Run run) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in));
    }
    ArrayNode flat = Values.array();
    flatten(in, depth, flat, run);
    return flat;
  }

  private static void flatten(JsonNode in, double depth, ArrayNode into, Run run) {
    run.enter();
    for (JsonNode item : in) {
      run.step();
      if (item.isArray() && depth != 0) {
        flatten(item, depth - 1, into, run);
      } else {
        into.add(item);
      }
    }
    run.leave();
  }

  static ArrayNode firsts(JsonNode groups) {
    ArrayNode firsts = Values.array();
    groups.forEach(group -> firsts.add(group.get(0)));
    return firsts;
  }

  private static JsonNode extreme(JsonNode in, boolean least, Run run) {
    if (!in.isArray()) {
      throw new JqError(Values.typed(in) + " and " + Values.typed(in) + " cannot be iterated over");
    }
    return Sorting.extreme(in, in, least, run);
  }

  private static JsonNode transpose(JsonNode in, Run run) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in));
    }
    int longest = 0;
    for (JsonNode row : in) {
      longest = Math.max(longest, length(row).intValue());
    }
    run.copying((long) longest * in.size());
    ArrayNode rows = Values.array();
    for (int i = 0; i < longest; i++) {
      ArrayNode column = rows.addArray();
      for (JsonNode row : in) {
        column.add(Access.get(row, IntNode.valueOf(i), run));
      }
    }
    return rows;
  }

  private static JsonNode indices(JsonNode in, JsonNode part, Run run) {
    if (in.isArray() && part.isArray()) {
      return Strings.indices(in, part, run);
    }
    if (in.isArray()) {
      return Strings.indices(in, Values.array().add(part), run);
    }
    if (in.isTextual() && part.isTextual()) {
      return Strings.indices(in.textValue(), part.textValue(), run);
    }
    return Access.get(in, part, run);
  }

  /** Where a value is in a sorted array; or, below 0, -1 less where it would be. */
  private static long search(JsonNode in, JsonNode value, Run run) {
    int low = 0;
    int high = length(in).intValue() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      int order = Compare.compare(Access.get(in, Numbers.of(middle), run), value, run);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1L - low;
  }

  private static JsonNode at(JsonNode found, int index) {
    if (Kind.of(found) == Kind.NULL) {
      return found;
    }
    JsonNode at = found.get(index < 0 ? found.size() + index : index);
    return at == null ? Values.NULL : at;
  }
}
