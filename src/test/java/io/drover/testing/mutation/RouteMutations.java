package io.drover.testing.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.routes.YamlTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All small changes of a route file. */
final class RouteMutations {
  private static final Pattern PROPERTY = Pattern.compile("\\{\\{([^:}]+):([^}]*)}}");

  private final String file;
  private final YamlTree yaml;
  private final List<Mutation> mutations = new ArrayList<>();

  private RouteMutations(String file, String text) {
    this.file = file;
    this.yaml = YamlTree.parse(file, text);
  }

  static List<Mutation> of(String file, String text) {
    RouteMutations route = new RouteMutations(file, text);
    route.walk("", route.yaml.content());
    return route.mutations;
  }

  private void walk(String at, JsonNode node) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(YamlTree.child(at, i), node.get(i));
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String child = YamlTree.child(at, member.getKey());
        if (member.getKey().equals("steps")) {
          steps(child, (ArrayNode) member.getValue());
        }
        if (member.getKey().equals("filter")) {
          filter(child, member.getValue());
        }
        walk(child, member.getValue());
      }
    } else {
      scalar(at, node.asText());
    }
  }

  /** Without each step. */
  private void steps(String at, ArrayNode steps) {
    for (int i = 0; i < steps.size(); i++) {
      String kind = steps.get(i).fieldNames().next();
      String name = kind + " " + steps.get(i).path(kind).path("id").asText();
      int index = i;
      add(YamlTree.child(at, i), name, "", at, n -> ((ArrayNode) n).remove(index));
    }
  }

  /** Whatever language decides, the other way round, and always the same. */
  private void filter(String at, JsonNode filter) {
    String expression = filter.at("/expression/jq/expression").asText();
    String pointer = at + "/expression";
    for (String other : List.of("(" + expression + ") | not", "true", "false")) {
      add(
          pointer + "/jq/expression",
          expression,
          other,
          pointer,
          n -> ((ObjectNode) n).putObject("jq").put("expression", other));
    }
  }

  private void scalar(String at, String value) {
    if (at.endsWith("/jq/expression")) {
      if (!value.startsWith("resource:")) {
        JqMutations.of(value).forEach(edit -> set(at, value, edit.apply(value)));
        return;
      }
    } else if (isParameter(at)) {
      String parent = at.substring(0, at.lastIndexOf('/'));
      String key = at.substring(at.lastIndexOf('/') + 1);
      add(at, key + ": " + value, "", parent, n -> ((ObjectNode) n).remove(key));
    }
    Matcher property = PROPERTY.matcher(value);
    String[] items = value.split(",", -1);
    if (property.find()) {
      String before = value.substring(0, property.start());
      String after = value.substring(property.end());
      String name = property.group(1);
      String otherwise = property.group(2);
      set(at, value, before + "{{" + name + "x:" + otherwise + "}}" + after);
      set(at, value, before + "{{" + name + ":" + otherwise + "x}}" + after);
      set(at, value, before + otherwise + after);
    } else if (items.length > 1) {
      for (int i = 0; i < items.length; i++) {
        List<String> others = new ArrayList<>(Arrays.asList(items));
        others.remove(i);
        set(at, value, String.join(",", others));
        others.add(i, items[i] + "x");
        set(at, value, String.join(",", others));
      }
    } else {
      set(at, value, value + "x");
      if (isParameter(at) && value.length() > 1) {
        set(at, value, value.substring(0, value.length() - 1));
      }
    }
  }

  private static boolean isParameter(String at) {
    return at.contains("/parameters/");
  }

  private void set(String at, String before, String after) {
    String parent = at.substring(0, at.lastIndexOf('/'));
    String key = at.substring(at.lastIndexOf('/') + 1);
    add(at, key + ": " + before, key + ": " + after, parent, n -> put((ObjectNode) n, key, after));
  }

  /** Of the type that it had. */
  private static void put(ObjectNode parent, String key, String value) {
    JsonNode before = parent.get(key);
    if (before.isInt() && value.matches("\\d{1,6}")) {
      parent.set(key, IntNode.valueOf(Integer.parseInt(value)));
    } else if (before.isBoolean()) {
      parent.set(key, BooleanNode.valueOf(!before.booleanValue()));
    } else {
      parent.set(key, TextNode.valueOf(value));
    }
  }

  private interface Change {
    void make(JsonNode node);
  }

  private void add(String at, String before, String after, String changed, Change change) {
    JsonNode copy = yaml.content().deepCopy();
    change.make(copy.at(changed));
    mutations.add(new Mutation(file, yaml.line(at), before, after, copy.toString()));
  }
}
