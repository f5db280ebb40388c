package io.drover.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The part of an object that a field manager has set, by what the API server notes of applies in <a
 * href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">
 * metadata.managedFields</a>.
 */
final class AppliedFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AppliedFields() {}

  /**
   * What of an object a field manager has set by apply; null if it never applied it.
   *
   * @param live the object as the API server has it, with managedFields
   */
  static JsonNode of(JsonNode live, String fieldManager) {
    for (JsonNode entry : live.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(fieldManager)
          && entry.path("operation").asText().equals("Apply")
          && entry.path("subresource").asText().isEmpty()) {
        return owned(live, entry.path("fieldsV1"));
      }
    }
    return null;
  }

  /** What its field manager would have set of an object that is applied. */
  static JsonNode wanted(JsonNode desired) {
    ObjectNode wanted = desired.deepCopy();
    wanted.remove(List.of("apiVersion", "kind"));
    if (wanted.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(List.of("name", "namespace")); // they are not owned
    }
    return wanted;
  }

  /** The parts of a value that a set of fields names. */
  private static JsonNode owned(JsonNode live, JsonNode fields) {
    if (live.isObject()) {
      return ownedMembers(live, fields);
    }
    if (live.isArray()) {
      return ownedItems(live, fields);
    }
    return live;
  }

  private static JsonNode ownedMembers(JsonNode live, JsonNode fields) {
    boolean whole = fields.isEmpty();
    if (whole) {
      return live;
    }
    ObjectNode owned = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getKey().startsWith("f:")) {
        String name = field.getKey().substring(2);
        JsonNode value = live.path(name);
        if (!value.isMissingNode()) {
          owned.set(name, owned(value, field.getValue()));
        }
      }
    }
    return owned;
  }

  private static JsonNode ownedItems(JsonNode live, JsonNode fields) {
    if (fields.isEmpty()) {
      return live;
    }
    ArrayNode owned = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : live) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (names(field.getKey(), item)) {
          owned.add(owned(item, field.getValue()));
        }
      }
    }
    return owned;
  }

  /** Whether {@code k:{...}} holds the item's key fields, or {@code v:...} is the item. */
  private static boolean names(String field, JsonNode item) {
    if (!field.startsWith("k:") && !field.startsWith("v:")) {
      return false;
    }
    try {
      JsonNode key = JSON.readTree(field.substring(2));
      if (field.startsWith("v:")) {
        return Values.equal(key, item);
      }
      return key.properties().stream()
          .allMatch(part -> Values.equal(part.getValue(), item.path(part.getKey())));
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
