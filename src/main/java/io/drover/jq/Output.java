package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Makes JSON of what a program gives: measures it, and replaces numbers that JSON lacks, as jq does
 * when it prints.
 */
final class Output {
  private static final int DEEPEST = 500;

  private final Run run;

  private final Set<JsonNode> constants;

  /**
   * @param constants values that belong to the program, and are copied
   */
  Output(Run run, Set<JsonNode> constants) {
    this.run = run;
    this.constants = constants;
  }

  JsonNode of(JsonNode value) {
    return clean(value, 0);
  }

  private JsonNode clean(JsonNode value, int depth) {
    run.step();
    if (depth > DEEPEST) {
      throw new JqError("the result is nested more than " + DEEPEST + " deep");
    }
    return switch (Kind.of(value)) {
      case STRING -> {
        run.budget().output(value.asText().length() + 2L);
        yield value;
      }
      case NUMBER -> number(value);
      case ARRAY -> items((ArrayNode) value, depth);
      case OBJECT -> members((ObjectNode) value, depth);
      default -> {
        run.budget().output(4);
        yield value;
      }
    };
  }

  private JsonNode number(JsonNode value) {
    run.budget().output(4);
    if (!value.isDouble()) {
      return value;
    }
    double number = value.doubleValue();
    if (Double.isNaN(number)) {
      return Values.NULL;
    }
    boolean infinite = Double.isInfinite(number);
    return infinite ? DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, number)) : value;
  }

  @SuppressWarnings("ReferenceEquality") // whether it was replaced
  private JsonNode items(ArrayNode array, int depth) {
    run.budget().output(2);
    ArrayNode copy = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode item = array.get(i);
      JsonNode clean = clean(item, depth + 1);
      if (clean != item) {
        copy = copy == null ? Values.copy(array, run) : copy;
        copy.set(i, clean);
      }
    }
    if (copy == null && !constants.isEmpty() && constants.contains(array)) {
      return Values.copy(array, run);
    }
    return copy == null ? array : copy;
  }

  @SuppressWarnings("ReferenceEquality") // whether it was replaced
  private JsonNode members(ObjectNode object, int depth) {
    run.budget().output(2);
    ObjectNode copy = null;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      run.budget().output(member.getKey().length() + 4L);
      JsonNode clean = clean(member.getValue(), depth + 1);
      if (clean != member.getValue()) {
        copy = copy == null ? Values.copyObject(object, run) : copy;
        copy.set(member.getKey(), clean);
      }
    }
    if (copy == null && !constants.isEmpty() && constants.contains(object)) {
      return Values.copyObject(object, run);
    }
    return copy == null ? object : copy;
  }
}
