package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks an object and its schema side by side, and collects what does not fit. */
final class SchemaCheck {
  private static final List<String> OF_EVERY_OBJECT = List.of("apiVersion", "kind", "metadata");
  private static final int MOST_NAMES = 10;

  private final List<String> problems = new ArrayList<>();
  private boolean secret;

  private SchemaCheck() {}

  /** What is wrong with a whole object, a line each. */
  static List<String> problems(Schema schema, JsonNode object) {
    SchemaCheck check = new SchemaCheck();
    check.resource(schema, object, "");
    return check.problems;
  }

  private void resource(Schema schema, JsonNode object, String path) {
    boolean around = secret;
    secret |= object.path("kind").asText().equals("Secret");
    typeMeta(object.path("apiVersion"), FieldPath.member(path, "apiVersion"));
    typeMeta(object.path("kind"), FieldPath.member(path, "kind"));
    if (object.hasNonNull("metadata")) {
      Schema metadata = schema.definitions().metadata();
      value(metadata, object.get("metadata"), FieldPath.member(path, "metadata"));
    }
    members(schema, object, path, OF_EVERY_OBJECT);
    secret = around;
  }

  private void typeMeta(JsonNode text, String path) {
    if (text.isMissingNode() || text.isNull()) {
      missing(path);
    } else if (!text.isTextual()) {
      unexpected("a string", text, path);
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
      scalar(schema, value, path);
    }
  }

  private static boolean isScalar(Schema schema) {
    return schema.intOrString() || !schema.format().isEmpty();
  }

  private void object(Schema schema, JsonNode value, String path) {
    if (!value.isObject()) {
      unexpected("an object", value, path);
    } else if (schema.embedded()) {
      resource(schema, value, path);
    } else {
      members(schema, value, path, List.of());
    }
  }

  private void array(Schema schema, JsonNode value, String path) {
    if (!value.isArray()) {
      unexpected("an array", value, path);
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
      if (!done.contains(member.getKey())) {
        member(schema, member.getKey(), member.getValue(), path);
      }
    }
    for (String name : schema.required()) {
      boolean judged = done.contains(name) && !name.equals("metadata");
      if (!object.hasNonNull(name) && !judged) {
        missing(FieldPath.member(path, name));
      }
    }
  }

  private void member(Schema schema, String name, JsonNode value, String path) {
    Optional<Schema> known = schema.property(name).or(schema::additionalProperties);
    if (known.isEmpty() && !schema.open()) {
      problems.add(FieldPath.member(path, name) + ": unknown field; " + instead(schema, name));
    } else if (known.isPresent() && !value.isNull()) { // null is the same as no such member
      value(known.get(), value, FieldPath.member(path, name));
    }
  }

  private static String instead(Schema schema, String name) {
    List<String> names = schema.names();
    if (names.isEmpty()) {
      return "none is known here";
    }
    String meant = Nearest.to(name, names).map(n -> "did you mean " + n + "? ").orElse("");
    String all = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return meant + "known: " + all + (more > 0 ? " and " + more + " more" : "");
  }

  private void missing(String path) {
    problems.add(path + ": required, is missing");
  }

  private void unexpected(String expected, JsonNode value, String path) {
    problems.add(path + ": expected " + expected + ", got " + FoundValue.describe(value, secret));
  }

  private void scalar(Schema schema, JsonNode value, String path) {
    Optional<String> expected = ScalarCheck.expected(schema, value);
    if (expected.isPresent()) {
      String meant =
          value.isTextual() && !secret
              ? Nearest.to(value.asText(), schema.values())
                  .map(v -> "; did you mean " + v + "?")
                  .orElse("")
              : "";
      problems.add(
          path
              + ": expected "
              + expected.get()
              + ", got "
              + FoundValue.describe(value, secret)
              + meant);
    }
  }
}
