package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;

/** The kinds of values, in the order in which they sort. */
enum Kind {
  NULL("null"),
  FALSE("boolean"),
  TRUE("boolean"),
  NUMBER("number"),
  STRING("string"),
  ARRAY("array"),
  OBJECT("object");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** As {@code type} gives it. */
  String title() {
    return title;
  }

  static Kind of(JsonNode value) {
    JsonNodeType type = value.getNodeType();
    return switch (type) {
      case OBJECT -> OBJECT;
      case ARRAY -> ARRAY;
      case STRING, BINARY, POJO -> STRING;
      case NUMBER -> NUMBER;
      case BOOLEAN -> value.booleanValue() ? TRUE : FALSE;
      case NULL, MISSING -> NULL;
    };
  }
}
