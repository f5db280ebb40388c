package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A step of a route, or a member of the list that a route file is.
 *
 * @param pointer where it stands, with its name
 * @param options what stands below its name
 * @param route the id of its route, or null
 * @param last whether no step follows in its list
 */
record RouteStep(String pointer, String name, JsonNode options, String route, boolean last) {
  /** Whether it is a member of the list: a route itself. */
  boolean isHead() {
    return pointer.indexOf('/', 1) == pointer.lastIndexOf('/');
  }

  boolean isRoute() {
    return isHead() && (name.equals("route") || name.equals("from"));
  }

  /** Its id, or null. */
  String id() {
    return options.path("id").asText(null);
  }

  /** How messages call it. */
  String where() {
    String step = id() == null ? name : "step " + id();
    if (isHead()) {
      step = isRoute() ? "from" : name;
    }
    return route == null ? step : "route " + route + ", " + step;
  }

  /** The place of a key in it, not in the steps below it. */
  Optional<String> find(String key) {
    return find(pointer, options, node -> node.has(key)).map(found -> YamlTree.child(found, key));
  }

  /** The same; its own place if there is no such key. */
  String place(String key) {
    return find(key).orElse(pointer);
  }

  /** Where it says what it does: at its name, or where a route takes from. */
  String begin() {
    return isHead() && options.has("from") ? YamlTree.child(pointer, "from") : pointer;
  }

  /** The place of a text in it, not in the steps below it. */
  Optional<String> findWhole(String text) {
    return find(pointer, options, node -> node.isTextual() && node.asText().equals(text));
  }

  /** The place of a text in it that has a part, not in the steps below it. */
  Optional<String> findPart(String part) {
    return find(pointer, options, node -> node.asText().contains(part));
  }

  private static Optional<String> find(String pointer, JsonNode node, Predicate<JsonNode> wanted) {
    if (wanted.test(node)) {
      return Optional.of(pointer);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Optional<String> found = find(YamlTree.child(pointer, i), node.get(i), wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    for (Entry<String, JsonNode> member : node.properties()) {
      if (!member.getKey().equals("steps")) {
        String child = YamlTree.child(pointer, member.getKey());
        Optional<String> found = find(child, member.getValue(), wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
