package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The nodes of which programs mainly consist. */
final class BasicNodes {
  private BasicNodes() {}

  static final class Identity extends Node {
    @Override
    boolean isSingle() {
      return true;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return in;
    }

    @Override
    Node step(Cursor cursor) {
      cursor.out.emit(cursor.in, cursor.path);
      return null;
    }

    @Override
    boolean isDirect() {
      return true;
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      return change.of(in);
    }
  }

  static final class Constant extends Node.Single {
    final JsonNode value;

    Constant(JsonNode value) {
      this.value = value;
    }

    @Override
    boolean holdsInput() {
      return false;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return value;
    }
  }

  static final class Variable extends Node.Single {
    private final int distance;

    Variable(int distance) {
      this.distance = distance;
    }

    @Override
    boolean holdsInput() {
      return false;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return env.variable(distance);
    }
  }

  static final class Pipe extends Node {
    private final Node left;
    private final Node right;

    Pipe(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean isSingle() {
      return left.isSingle() && right.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return right.value(env, left.value(env, in));
    }

    @Override
    boolean isOptional(Env env) {
      return left.isOptional(env) && right.isOptional(env);
    }

    @Override
    JsonNode optional(Env env, JsonNode in) {
      JsonNode value = left.optional(env, in);
      return value == null ? null : right.optional(env, value);
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      if (cursor.path == null && left.isOptional(env)) {
        cursor.in = left.optional(env, cursor.in);
        return cursor.in == null ? null : right;
      }
      Out out = cursor.out;
      left.run(env, cursor.in, cursor.path, (value, path) -> right.run(env, value, path, out));
      return null;
    }

    @Override
    boolean holdsInput() {
      return left.holdsInput() && right.holdsInput();
    }

    @Override
    boolean isChange() {
      return left.isChange() && right.isChange();
    }

    @Override
    JsonNode change(Env env, JsonNode in, Editor editor) {
      return right.change(env, left.change(env, in, editor), editor);
    }

    @Override
    boolean isDirect() {
      return left.isDirect() && right.isDirect();
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      return left.update(env, in, part -> right.update(env, part, change, editor), editor);
    }
  }

  static final class Comma extends Node {
    private final List<Node> nodes;

    Comma(List<Node> nodes) {
      this.nodes = nodes;
    }

    @Override
    Node step(Cursor cursor) {
      int last = nodes.size() - 1;
      for (int i = 0; i < last; i++) {
        nodes.get(i).run(cursor.env, cursor.in, cursor.path, cursor.out);
      }
      return nodes.get(last);
    }
  }

  static final class Collect extends Node.Single {
    private final Node content;

    Collect(Node content) {
      this.content = content;
    }

    @Override
    boolean holdsInput() {
      return content.holdsInput();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      ArrayNode items = Values.array();
      content.run(env, in, null, (value, path) -> items.add(value));
      return items;
    }
  }

  static final class Operation extends Node {
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
          && left instanceof Identity
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

  /** A function of the input and of the values of its arguments; the last one changes slowest. */
  static final class Function extends Node {
    private final Functions.Plain function;
    private final List<Node> arguments;
    private final boolean single;
    private final int line;

    Function(Functions.Plain function, List<Node> arguments, int line) {
      this.function = function;
      this.arguments = arguments;
      this.single = arguments.stream().allMatch(Node::isSingle);
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      JsonNode[] values = new JsonNode[arguments.size()];
      for (int i = values.length - 1; i >= 0; i--) {
        values[i] = arguments.get(i).value(env, in);
      }
      return result(env, in, values);
    }

    private JsonNode result(Env env, JsonNode in, JsonNode[] values) {
      try {
        return function.of(env.run, in, values);
      } catch (JqError e) {
        throw e.at(line);
      }
    }

    @Override
    Node step(Cursor cursor) {
      if (single) {
        cursor.emit(value(cursor.env, cursor.in));
      } else {
        combine(cursor, new JsonNode[arguments.size()], arguments.size() - 1);
      }
      return null;
    }

    private void combine(Cursor cursor, JsonNode[] values, int index) {
      if (index < 0) {
        cursor.emit(result(cursor.env, cursor.in, values.clone()));
        return;
      }
      arguments
          .get(index)
          .run(
              cursor.env,
              cursor.in,
              null,
              (value, path) -> {
                values[index] = value;
                combine(cursor, values, index - 1);
              });
    }
  }
}
