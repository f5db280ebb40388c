package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a schema so that each part that stands in several places stands once, under a name: that
 * of the field where it is found first.
 */
final class SharedParts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHORTEST = 40;

  private final JsonNode schema;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, JsonNode> definitions = new TreeMap<>();

  /**
   * @param schema without references of its own
   */
  SharedParts(JsonNode schema) {
    this.schema = schema;
    count(schema);
  }

  private void count(JsonNode part) {
    if (counts.merge(part.toString(), 1, Integer::sum) == 1) {
      part.path("properties").forEach(this::count);
      if (part.path("items").isObject()) {
        count(part.get("items"));
      }
      if (part.path("additionalProperties").isObject()) {
        count(part.get("additionalProperties"));
      }
    }
  }

  /** JSON text, with a line for each shared part. */
  String file(boolean custom) {
    JsonNode root = body((ObjectNode) schema, "");
    StringBuilder text = new StringBuilder("{\"custom\":" + custom + ",\n\"definitions\":{");
    String separator = "\n";
    for (Map.Entry<String, JsonNode> definition : definitions.entrySet()) {
      text.append(separator).append('"').append(definition.getKey()).append("\":");
      text.append(definition.getValue());
      separator = ",\n";
    }
    return text.append("},\n\"schema\":").append(root).append("}\n").toString();
  }

  private JsonNode shared(JsonNode part, String field) {
    String text = part.toString();
    if (text.length() < SHORTEST || counts.get(text) == 1) {
      return body((ObjectNode) part, field);
    }
    String name = names.get(text);
    if (name == null) {
      name = newName(field);
      names.put(text, name);
      definitions.put(name, body((ObjectNode) part, field));
    }
    return JSON.createObjectNode().put("$ref", name);
  }

  private String newName(String field) {
    String name = field;
    for (int i = 2; names.containsValue(name); i++) {
      name = field + i;
    }
    return name;
  }

  private ObjectNode body(ObjectNode part, String field) {
    ObjectNode body = part.objectNode();
    for (Map.Entry<String, JsonNode> word : part.properties()) {
      JsonNode value = word.getValue();
      boolean each = word.getKey().equals("items") || word.getKey().equals("additionalProperties");
      if (each && value.isObject()) {
        body.set(word.getKey(), shared(value, field));
      } else if (word.getKey().equals("properties")) {
        ObjectNode properties = body.putObject("properties");
        value
            .properties()
            .forEach(p -> properties.set(p.getKey(), shared(p.getValue(), p.getKey())));
      } else {
        body.set(word.getKey(), value);
      }
    }
    return body;
  }
}
