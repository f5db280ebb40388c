package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Sets and removes parts of a value. What it has copied once it changes in place until {@link
 * #share}, so many changes of one value copy it once.
 */
final class Editor {
  private final Run run;
  private final Set<JsonNode> owned; // null if each change copies

  Editor(Run run) {
    this(run, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private Editor(Run run, Set<JsonNode> owned) {
    this.run = run;
    this.owned = owned;
  }

  /** One for a single change. */
  static Editor once(Run run) {
    return new Editor(run, null);
  }

  private boolean owns(JsonNode value) {
    return owned != null && owned.contains(value);
  }

  /** Says that it has made a value, which nobody else holds. */
  <T extends JsonNode> T own(T made) {
    if (owned != null) {
      owned.add(made);
    }
    return made;
  }

  /** What it has made so far may be held by others from now on. */
  void share() {
    owned.clear();
  }

  /** The root with a value at the end of a path. */
  JsonNode set(JsonNode root, List<JsonNode> path, JsonNode value) {
    if (path.isEmpty()) {
      return value;
    }
    run.step();
    JsonNode key = path.get(0);
    List<JsonNode> rest = path.subList(1, path.size());
    JsonNode part = Access.get(root, key, run);
    run.enter();
    JsonNode changed = set(part, rest, value);
    run.leave();
    return put(root, key, changed);
  }

  /** An object, array or null with a part set. */
  JsonNode put(JsonNode into, JsonNode key, JsonNode value) {
    Kind kind = Kind.of(into);
    Kind by = Kind.of(key);
    boolean none = kind == Kind.NULL;
    if (by == Kind.STRING && (none || kind == Kind.OBJECT)) {
      return object(into).set(key.asText(), value);
    }
    if (by == Kind.NUMBER && (none || kind == Kind.ARRAY)) {
      return setItem(array(into), key, value);
    }
    if (by == Kind.OBJECT && (none || kind == Kind.ARRAY)) {
      return setSlice(none ? Values.array() : into, key, value);
    }
    if (by == Kind.OBJECT && kind == Kind.STRING) {
      throw new JqError("Cannot update string slices");
    }
    throw new JqError("Cannot update field at %s index of %s".formatted(by.title(), kind.title()));
  }

  ObjectNode object(JsonNode value) {
    if (value instanceof ObjectNode object && owns(value)) {
      return object;
    }
    return own(value.isObject() ? Values.copyObject(value, run) : Values.object());
  }

  ArrayNode array(JsonNode value) {
    if (value instanceof ArrayNode array && owns(value)) {
      return array;
    }
    return own(value.isArray() ? Values.copy(value, run) : Values.array());
  }

  private JsonNode setItem(ArrayNode array, JsonNode key, JsonNode value) {
    if (Numbers.isNan(key)) {
      throw new JqError("Cannot set array element at NaN index");
    }
    int index = Numbers.index(key);
    index = index < 0 ? index + array.size() : index;
    if (index < 0) {
      throw new JqError("Out of bounds negative array index");
    }
    if (index >= array.size()) {
      run.budget().allocating((index - array.size() + 1L) * 8);
      run.budget().steps((index - array.size()) / 64);
      while (array.size() < index) {
        array.add(Values.NULL);
      }
      return array.add(value);
    }
    array.set(index, value);
    return array;
  }

  private JsonNode setSlice(JsonNode array, JsonNode key, JsonNode value) {
    Access.Range range = Access.Range.of(array.size(), key.path("start"), key.path("end"));
    if (!value.isArray()) {
      throw new JqError("A slice of an array can only be assigned another array");
    }
    run.copying(array.size() + (long) value.size());
    List<JsonNode> items = new ArrayList<>(array.size() + value.size());
    for (int i = 0; i < range.start(); i++) {
      items.add(array.get(i));
    }
    value.forEach(items::add);
    for (int i = range.end(); i < array.size(); i++) {
      items.add(array.get(i));
    }
    return Values.array(items);
  }

  /** The root without what is at the end of the paths. */
  JsonNode delete(JsonNode root, JsonNode paths) {
    if (!paths.isArray()) {
      throw new JqError("Paths must be specified as an array");
    }
    List<List<JsonNode>> sorted = new ArrayList<>();
    for (JsonNode path : Sorting.sorted(paths, paths, run)) {
      if (!path.isArray()) {
        throw new JqError("Path must be specified as array, not " + Kind.of(path).title());
      }
      List<JsonNode> keys = new ArrayList<>();
      path.forEach(keys::add);
      sorted.add(keys);
    }
    if (sorted.isEmpty()) {
      return root;
    }
    return sorted.get(0).isEmpty() ? Values.NULL : delete(root, sorted, 0);
  }

  /**
   * @param paths sorted, and all the same before start
   */
  private JsonNode delete(JsonNode root, List<List<JsonNode>> paths, int start) {
    run.enter();
    List<JsonNode> keys = new ArrayList<>();
    JsonNode value = root;
    int next;
    for (int i = 0; i < paths.size(); i = next) {
      JsonNode key = paths.get(i).get(start);
      next = i;
      while (next < paths.size() && Compare.equal(key, paths.get(next).get(start), run)) {
        next++;
      }
      if (paths.get(i).size() == start + 1) {
        keys.add(key);
      } else {
        JsonNode part = Access.get(value, key, run);
        if (Kind.of(part) != Kind.NULL) {
          value = put(value, key, delete(part, paths.subList(i, next), start + 1));
        }
      }
    }
    run.leave();
    return keys.isEmpty() ? value : Deletion.of(value, keys, run);
  }
}
