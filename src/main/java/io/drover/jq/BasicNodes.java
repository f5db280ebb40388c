package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
      return result(env, in, Combinations.ofSingle(arguments, env, in));
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
        Env env = cursor.env;
        JsonNode in = cursor.in;
        Combinations.each(arguments, env, in, values -> cursor.emit(result(env, in, values)));
      }
      return null;
    }
  }
}
