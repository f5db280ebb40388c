package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** Arrays in the order of keys, which stand in an array of the same length. */
final class Sorting {
  private record Entry(JsonNode value, JsonNode key) {}

  private Sorting() {}

  static ArrayNode sorted(JsonNode array, JsonNode keys, Run run) {
    List<JsonNode> items = new ArrayList<>(array.size());
    entries(array, keys, run).forEach(entry -> items.add(entry.value));
    return Values.array(items);
  }

  static ArrayNode groups(JsonNode array, JsonNode keys, Run run) {
    ArrayNode groups = Values.array();
    Entry before = null;
    ArrayNode group = null;
    for (Entry entry : entries(array, keys, run)) {
      if (before == null || !Compare.equal(before.key, entry.key, run)) {
        group = groups.addArray();
        before = entry;
      }
      group.add(entry.value);
    }
    return groups;
  }

  /** The value with the least key, the first of several; or that with the greatest, the last. */
  static JsonNode extreme(JsonNode array, JsonNode keys, boolean least, Run run) {
    JsonNode found = Values.NULL;
    JsonNode key = null;
    for (int i = 0; i < array.size(); i++) {
      boolean less = key != null && Compare.compare(keys.get(i), key, run) < 0;
      if (key == null || less == least) {
        found = array.get(i);
        key = keys.get(i);
      }
    }
    return found;
  }

  private static List<Entry> entries(JsonNode array, JsonNode keys, Run run) {
    run.copying(array.size() * 8L);
    List<Entry> entries = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      entries.add(new Entry(array.get(i), keys.get(i)));
    }
    entries.sort((a, b) -> Compare.order(a.key, b.key, run));
    return entries;
  }
}
