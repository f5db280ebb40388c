package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a table may hold. Only what failed, was forgotten, or may have been lost is uncertain. */
final class TableModel {
  private static final JsonNode NONE = MissingNode.getInstance();

  /** The values that a key may have, in the order of the last puts. */
  private Map<String, Set<JsonNode>> now = new LinkedHashMap<>();

  /** Those that it may have after a crash of the machine. */
  private Map<String, Set<JsonNode>> afterCrash = new HashMap<>();

  private static Set<JsonNode> of(Map<String, Set<JsonNode>> values, String key) {
    return values.computeIfAbsent(key, k -> new HashSet<>(Set.of(NONE)));
  }

  /**
   * @param value null if it was removed
   */
  void wrote(String key, JsonNode value, boolean done) {
    JsonNode written = value == null ? NONE : value;
    Set<JsonNode> may = done ? new HashSet<>() : of(now, key);
    may.add(written);
    if (done) {
      now.remove(key);
    }
    now.put(key, may);
    of(afterCrash, key).add(written);
  }

  /** What was last written of a key is on disk. */
  void forced(String key) {
    afterCrash.put(key, new HashSet<>(of(now, key)));
  }

  private static Map<String, Set<JsonNode>> copy(Map<String, Set<JsonNode>> values) {
    Map<String, Set<JsonNode>> copy = new LinkedHashMap<>();
    values.forEach((key, may) -> copy.put(key, new HashSet<>(may)));
    return copy;
  }

  void forgotten(List<String> keys) {
    for (String key : keys) {
      of(now, key).add(NONE);
      of(afterCrash, key).add(NONE);
    }
  }

  /** What the table holds by now is what counts. */
  void reopened(RecordTable table) throws IOException {
    check(table);
    now = found(table, now);
    now.forEach((key, may) -> of(afterCrash, key).addAll(may));
  }

  void crashed(RecordTable table) throws IOException {
    for (Map.Entry<String, Set<JsonNode>> entry : afterCrash.entrySet()) {
      assertThat(value(table, entry.getKey())).as(entry.getKey()).isIn(entry.getValue());
    }
    assertThat(afterCrash.keySet()).containsAll(table.keys());
    now = found(table, afterCrash);
    afterCrash = copy(now);
  }

  private static Map<String, Set<JsonNode>> found(
      RecordTable table, Map<String, Set<JsonNode>> known) throws IOException {
    Map<String, Set<JsonNode>> found = new LinkedHashMap<>();
    for (String key : table.keys()) {
      found.put(key, new HashSet<>(Set.of(value(table, key))));
    }
    for (String key : known.keySet()) {
      found.putIfAbsent(key, new HashSet<>(Set.of(NONE)));
    }
    return found;
  }

  private static JsonNode value(RecordTable table, String key) throws IOException {
    JsonNode value = table.get(key);
    assertThat(table.contains(key)).isEqualTo(value != null);
    return value == null ? NONE : value;
  }

  void check(RecordTable table) throws IOException {
    for (Map.Entry<String, Set<JsonNode>> entry : now.entrySet()) {
      assertThat(value(table, entry.getKey())).as(entry.getKey()).isIn(entry.getValue());
    }
    assertThat(now.keySet()).containsAll(table.keys());
    assertThat(table.size()).isEqualTo(table.keys().size());
    assertThat(table.keys().stream().filter(this::isCertain).toList()).isEqualTo(certain());
  }

  private boolean isCertain(String key) {
    return now.get(key).size() == 1;
  }

  private List<String> certain() {
    return now.keySet().stream()
        .filter(key -> isCertain(key) && !now.get(key).contains(NONE))
        .toList();
  }
}
