package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.routes.Finding;
import io.drover.routes.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping in a YAML file, of which each member has its place. What is not as it should be becomes
 * a finding.
 *
 * @param at its JSON pointer
 * @param what it is, for messages
 */
record Mapping(YamlTree yaml, String at, String what, List<Finding> findings) {

  /** Finds fault with members of other names. */
  void only(String... names) {
    if (!node().isObject()) {
      wrong(at, what + " is a mapping of " + String.join(", ", names));
    }
    for (Map.Entry<String, JsonNode> member : node().properties()) {
      if (!List.of(names).contains(member.getKey())) {
        wrong(
            YamlTree.child(at, member.getKey()),
            "unknown key '" + member.getKey() + "': " + what + " has " + String.join(", ", names));
      }
    }
  }

  private JsonNode node() {
    return at.isEmpty() ? yaml.content() : yaml.content().at(at);
  }

  /** A member; missing if there is none. */
  JsonNode get(String name) {
    return node().isObject() ? node().path(name) : MissingNode.getInstance();
  }

  JsonNode orNull(String name) {
    JsonNode value = get(name);
    return value.isMissingNode() ? null : value;
  }

  /** A text, or null. */
  String text(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      wrong(YamlTree.child(at, name), "'" + name + "' is text");
    }
    return value.asText();
  }

  /** A text that has to be there; empty if it is not. */
  String required(String name) {
    String text = text(name);
    if (text == null || text.isEmpty()) {
      wrong(at, what + " needs '" + name + "'");
      return "";
    }
    return text;
  }

  /** One text, or a list of them. */
  List<String> words(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      String text = text(name);
      if (text == null) {
        wrong(YamlTree.child(at, name), "'" + name + "' is empty");
      }
      return text == null ? List.of() : List.of(text);
    }
    List<String> words = new ArrayList<>();
    value.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The pointers of a list's items. */
  List<String> items(String name) {
    JsonNode value = get(name);
    String list = YamlTree.child(at, name);
    if (!value.isMissingNode() && !value.isArray()) {
      wrong(list, "'" + name + "' is a list");
    }
    List<String> items = new ArrayList<>();
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      items.add(YamlTree.child(list, i));
    }
    return items;
  }

  /** The pointers of a mapping's members, by their names. */
  Map<String, String> members(String name) {
    JsonNode value = get(name);
    String mapping = YamlTree.child(at, name);
    if (!value.isMissingNode() && !value.isObject()) {
      wrong(mapping, "'" + name + "' is a mapping");
    }
    Map<String, String> members = new LinkedHashMap<>();
    value.fieldNames().forEachRemaining(key -> members.put(key, YamlTree.child(mapping, key)));
    return members;
  }

  private void wrong(String pointer, String message) {
    findings.add(yaml.finding(pointer, message));
  }
}
