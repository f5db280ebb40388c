package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How an expression got from its input to a value, where that is asked for. Immutable: a step
 * further is a new path.
 */
final class Path {
  static final Path ROOT = new Path(null, null);

  /** That of a value which is not a part of the input. */
  static final Path NONE = new Path(null, null);

  private final Path before;
  private final JsonNode key;

  private Path(Path before, JsonNode key) {
    this.before = before;
    this.key = key;
  }

  /** Null stays null: nobody asks. */
  static Path to(Path path, JsonNode key) {
    return path == null ? null : new Path(path, key);
  }

  List<JsonNode> keys() {
    List<JsonNode> keys = new ArrayList<>();
    for (Path path = this; path.before != null; path = path.before) {
      keys.add(path.key);
    }
    Collections.reverse(keys);
    return keys;
  }

  ArrayNode toArray() {
    return Values.array(keys());
  }
}
