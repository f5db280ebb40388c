package io.drover.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 * on JSON, as far as one field manager needs it: what it applied before and applies no more is
 * removed, what it applies is set, what others set stays. Every list is atomic.
 */
final class ServerSideApply {
  private static final List<String> IDENTITY = List.of("name", "namespace", "uid");

  private ServerSideApply() {}

  /** Whether the manager has applied the object before. */
  static boolean isManagedBy(JsonNode live, String manager) {
    return entry(live, manager) != null;
  }

  /** The object after an apply, with managedFields. */
  static ObjectNode merge(ObjectNode live, ObjectNode applied, String manager) {
    ObjectNode fields = fields(applied);
    ObjectNode merged = live.deepCopy();
    ObjectNode entry = entry(merged, manager);
    if (entry != null) {
      removeUnapplied(merged, entry.get("fieldsV1"), fields);
    }
    set(merged, applied);
    note(merged, manager, applied.path("apiVersion").asText(), fields);
    return merged;
  }

  private static ObjectNode entry(JsonNode live, String manager) {
    for (JsonNode entry : live.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(manager)) {
        return (ObjectNode) entry;
      }
    }
    return null;
  }

  private static void note(
      ObjectNode merged, String manager, String apiVersion, ObjectNode fields) {
    ObjectNode entry = entry(merged, manager);
    if (entry == null) {
      ObjectNode metadata = (ObjectNode) merged.get("metadata");
      entry = metadata.withArrayProperty("managedFields").addObject();
      entry.put("manager", manager).put("operation", "Apply").put("apiVersion", apiVersion);
      entry.put("fieldsType", "FieldsV1");
    }
    entry.set("fieldsV1", fields);
  }

  /** The FieldsV1 of an applied object: its members' paths, without what names the object. */
  private static ObjectNode fields(ObjectNode applied) {
    ObjectNode owned = applied.deepCopy();
    owned.remove(List.of("apiVersion", "kind"));
    ((ObjectNode) owned.get("metadata")).remove(IDENTITY);
    return paths(owned);
  }

  private static ObjectNode paths(JsonNode value) {
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      paths.set("f:" + member.getKey(), paths(member.getValue()));
    }
    return paths;
  }

  private static void removeUnapplied(ObjectNode object, JsonNode before, JsonNode now) {
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      String name = field.getKey().substring("f:".length());
      JsonNode value = object.get(name);
      if (!now.has(field.getKey())) {
        object.remove(name);
      } else if (value instanceof ObjectNode inner) {
        removeUnapplied(inner, field.getValue(), now.get(field.getKey()));
      }
    }
  }

  private static void set(ObjectNode object, ObjectNode applied) {
    for (Map.Entry<String, JsonNode> member : applied.properties()) {
      JsonNode value = object.get(member.getKey());
      if (value instanceof ObjectNode inner && member.getValue() instanceof ObjectNode part) {
        set(inner, part);
      } else {
        object.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }
}
