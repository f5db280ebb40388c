package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An operator with two values; the right one changes slowest. */
final class Operation extends Node {
  private final Arithmetic operator;
  private final Node left;
  private final Node right;
  private final int line;

  Operation(Arithmetic operator, Node left, Node right, int line) {
    this.operator = operator;
    this.left = left;
    this.right = right;
    this.line = line;
  }

  @Override
  boolean isSingle() {
    return left.isSingle() && right.isSingle();
  }

  @Override
  JsonNode value(Env env, JsonNode in) {
    JsonNode b = right.value(env, in);
    return result(left.value(env, in), b, env.run);
  }

  @Override
  boolean holdsInput() {
    boolean sum = operator == Arithmetic.ADD; // gives an operand itself if the other is null
    return sum && (left.holdsInput() || right.holdsInput());
  }

  @Override
  boolean isChange() {
    return operator == Arithmetic.ADD
        && left instanceof BasicNodes.Identity
        && right.isSingle()
        && !right.holdsInput();
  }

  @Override
  JsonNode change(Env env, JsonNode in, Editor editor) {
    JsonNode more = right.value(env, in);
    if (in.isArray() && more.isArray()) {
      env.run.copying(more.size());
      ArrayNode array = editor.array(in);
      more.forEach(array::add);
      return array;
    }
    if (in.isObject() && more.isObject()) {
      env.run.copying(more.size() * 8L);
      ObjectNode object = editor.object(in);
      more.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
      return object;
    }
    return result(in, more, env.run);
  }

  private JsonNode result(JsonNode a, JsonNode b, Run run) {
    try {
      return operator.of(a, b, run);
    } catch (JqError e) {
      throw e.at(line);
    }
  }

  @Override
  Node step(Cursor cursor) {
    Env env = cursor.env;
    JsonNode in = cursor.in;
    if (isSingle()) {
      cursor.emit(value(env, in));
    } else {
      right.run(
          env,
          in,
          null,
          (b, r) -> left.run(env, in, null, (a, l) -> cursor.emit(result(a, b, env.run))));
    }
    return null;
  }
}
