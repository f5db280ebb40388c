package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object with one change.
 *
 * @param path of what was changed; of a renamed field its new name
 */
record Mutant(Change change, String path, JsonNode object) {
  /** What was done to a field or item. */
  enum Change {
    RENAMED,
    RETYPED,
    REMOVED,
    NULLED,
    POINTED,
    MISSPELT
  }

  /** What holds keys that are anybody's, and what holds anything. */
  private static final Set<String> FREE =
      Set.of(
          "annotations",
          "anything",
          "binaryData",
          "data",
          "embedded",
          "inline",
          "labels",
          "limits",
          "matchLabels",
          "mostly",
          "names",
          "plugin",
          "requests",
          "stringData",
          "selector");

  private static final Set<String> OF_ANY_TYPE =
      Set.of("anything", "inline", "other", "plugin", "withItems");

  /** All there are; what is known to take anything is left as it is. */
  static List<Mutant> of(JsonNode object) {
    List<Mutant> mutants = new ArrayList<>();
    object
        .properties()
        .forEach(
            member -> {
              if (!Set.of("apiVersion", "kind").contains(member.getKey())) {
                new Site(object, object, "", "", member.getKey()).mutate(mutants);
              }
            });
    return mutants;
  }

  /** A member of an object: where it is in the whole one. */
  private record Site(JsonNode whole, JsonNode parent, String pointer, String path, Object key) {

    void mutate(List<Mutant> mutants) {
      JsonNode value = value(parent);
      String at = at(key);
      if (key instanceof String name) {
        if (!FREE.contains(lastOf(path))) {
          mutants.add(new Mutant(Change.RENAMED, at(name + "Zz"), renamed(name)));
        }
        mutants.add(new Mutant(Change.REMOVED, at, changed(null)));
      }
      mutants.add(new Mutant(Change.NULLED, at, changed(NullNode.getInstance())));
      if (!OF_ANY_TYPE.contains(lastOf(at))) {
        JsonNode other = value.isBoolean() ? TextNode.valueOf("true") : BooleanNode.TRUE;
        mutants.add(new Mutant(Change.RETYPED, at, changed(other)));
      }
      if (value.isTextual()) {
        JsonNode other = TextNode.valueOf(value.asText() + "Zz");
        mutants.add(new Mutant(Change.MISSPELT, at, changed(other)));
      }
      if (value.isIntegralNumber()) {
        mutants.add(new Mutant(Change.POINTED, at, changed(DoubleNode.valueOf(value.asInt()))));
      }
      if (!OF_ANY_TYPE.contains(lastOf(at))) {
        inside(value, at, mutants);
      }
    }

    private void inside(JsonNode value, String at, List<Mutant> mutants) {
      String in = pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        new Site(whole, value, in, at, member.getKey()).mutate(mutants);
      }
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        new Site(whole, value, in, at, i).mutate(mutants);
      }
    }

    private String at(Object name) {
      return name instanceof Integer index
          ? FieldPath.item(path, index)
          : FieldPath.member(path, (String) name);
    }

    private static String lastOf(String path) {
      return path.substring(path.lastIndexOf('.') + 1);
    }

    private JsonNode value(JsonNode holder) {
      return key instanceof Integer index ? holder.get(index) : holder.get((String) key);
    }

    private JsonNode renamed(String name) {
      JsonNode copy = whole.deepCopy();
      ObjectNode holder = (ObjectNode) copy.at(pointer);
      holder.set(name + "Zz", holder.remove(name));
      return copy;
    }

    /** With another value; null for none. */
    private JsonNode changed(JsonNode value) {
      JsonNode copy = whole.deepCopy();
      JsonNode holder = copy.at(pointer);
      if (key instanceof Integer index) {
        ((ArrayNode) holder).set(index, value);
      } else if (value == null) {
        ((ObjectNode) holder).remove((String) key);
      } else {
        ((ObjectNode) holder).set((String) key, value);
      }
      return copy;
    }
  }
}
