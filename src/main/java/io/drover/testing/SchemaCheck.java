package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks an object and its schema side by side, and collects what does not fit. */
final class SchemaCheck {
  private static final List<String> OF_EVERY_OBJECT = List.of("apiVersion", "kind", "metadata");

  private final SchemaProblems problems = new SchemaProblems();

  private final boolean isPatch;

  private SchemaCheck(boolean isPatch) {
    this.isPatch = isPatch;
  }

  /** What is wrong with a whole object, a line each. */
  static List<String> problems(Schema schema, JsonNode object) {
    return problems(schema, object, false);
  }

  /** What is wrong with a part of an object, a line each; what is missing in it may be there. */
  static List<String> patchProblems(Schema schema, JsonNode patch) {
    return problems(schema, patch, true);
  }

  private static List<String> problems(Schema schema, JsonNode object, boolean isPatch) {
    SchemaCheck check = new SchemaCheck(isPatch);
    check.resource(schema, object, "");
    return check.problems.lines();
  }

  /** What is wrong with apiVersion and kind, a line each. */
  static List<String> typeProblems(JsonNode object) {
    SchemaCheck check = new SchemaCheck(false);
    check.type(object, "");
    return check.problems.lines();
  }

  private void resource(Schema schema, JsonNode object, String path) {
    boolean around = problems.secret();
    problems.keepSecret(around || object.path("kind").asText().equals("Secret"));
    type(object, path);
    if (object.hasNonNull("metadata")) {
      Schema metadata = schema.definitions().metadata();
      value(metadata, object.get("metadata"), FieldPath.member(path, "metadata"));
    }
    members(schema, object, path, OF_EVERY_OBJECT);
    problems.keepSecret(around);
  }

  private void type(JsonNode object, String path) {
    for (String name : List.of("apiVersion", "kind")) {
      String at = FieldPath.member(path, name);
      if (!object.hasNonNull(name)) {
        problems.missing(at);
      } else if (!object.get(name).isTextual()) {
        problems.unexpected(at, "a string", object.get(name));
      }
    }
  }

  private void value(Schema schema, JsonNode value, String path) {
    if (schema.type().equals("object")) {
      object(schema, value, path);
    } else if (schema.type().equals("array")) {
      array(schema, value, path);
    } else if (schema.type().isEmpty() && value.isObject() && !isScalar(schema)) {
      object(schema, value, path);
    } else {
      ScalarCheck.expected(schema, value)
          .ifPresent(e -> problems.unexpected(path, e, value, schema.values()));
    }
  }

  private static boolean isScalar(Schema schema) {
    return schema.intOrString() || !schema.format().isEmpty();
  }

  private void object(Schema schema, JsonNode value, String path) {
    if (!value.isObject()) {
      problems.unexpected(path, "an object", value);
    } else if (schema.embedded()) {
      resource(schema, value, path);
    } else {
      members(schema, value, path, List.of());
    }
  }

  private void array(Schema schema, JsonNode value, String path) {
    if (!value.isArray()) {
      problems.unexpected(path, "an array", value);
      return;
    }
    Optional<Schema> items = schema.items();
    for (int i = 0; i < value.size() && items.isPresent(); i++) {
      boolean forgiven = value.get(i).isNull() && (!schema.custom() || items.get().nullable());
      if (!forgiven) {
        value(items.get(), value.get(i), FieldPath.item(path, i));
      }
    }
  }

  private void members(Schema schema, JsonNode object, String path, List<String> done) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      boolean directive = isPatch && member.getKey().startsWith("$");
      if (!done.contains(member.getKey()) && !directive) {
        member(schema, member.getKey(), member.getValue(), path);
      }
    }
    for (String name : schema.required()) {
      boolean judged = done.contains(name) && !name.equals("metadata");
      if (!isPatch && !object.hasNonNull(name) && !judged) {
        problems.missing(FieldPath.member(path, name));
      }
    }
  }

  private void member(Schema schema, String name, JsonNode value, String path) {
    Optional<Schema> known = schema.property(name).or(schema::additionalProperties);
    if (known.isEmpty() && !schema.open()) {
      problems.unknown(path, name, schema.names());
    } else if (known.isPresent() && !value.isNull()) { // null is the same as no such member
      value(known.get(), value, FieldPath.member(path, name));
    }
  }
}
