package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/** Conditions, errors and labels. */
final class ControlNodes {
  private ControlNodes() {}

  static final class If extends Node {
    private final Node condition;
    private final Node then;
    private final Node otherwise;
    private final boolean single;

    If(Node condition, Node then, Node otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
      this.single = condition.isSingle() && then.isSingle() && otherwise.isSingle();
    }

    @Override
    boolean isSingle() {
      return single;
    }

    private Node branch(JsonNode value) {
      return Values.isTrue(value) ? then : otherwise;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return branch(condition.value(env, in)).value(env, in);
    }

    @Override
    boolean isOptional(Env env) {
      return condition.isSingle(env) && then.isOptional(env) && otherwise.isOptional(env);
    }

    @Override
    JsonNode optional(Env env, JsonNode in) {
      return branch(condition.value(env, in)).optional(env, in);
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      if (condition.isSingle(env)) {
        return branch(condition.value(env, in));
      }
      condition.run(
          env, in, null, (value, path) -> branch(value).run(env, in, cursor.path, cursor.out));
      return null;
    }
  }

  /** {@code and} and {@code or}: the right side is only run where it decides. */
  static final class Logic extends Node {
    private final boolean decides; // the value of the left side that decides alone
    private final Node left;
    private final Node right;

    Logic(boolean decides, Node left, Node right) {
      this.decides = decides;
      this.left = left;
      this.right = right;
    }

    @Override
    boolean isSingle() {
      return left.isSingle() && right.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      boolean decided = Values.isTrue(left.value(env, in)) == decides;
      return Values.of(decided ? decides : Values.isTrue(right.value(env, in)));
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      left.run(
          env,
          in,
          null,
          (value, path) -> {
            if (Values.isTrue(value) == decides) {
              cursor.emit(Values.of(decides));
            } else {
              right.run(env, in, null, (other, p) -> cursor.emit(Values.of(Values.isTrue(other))));
            }
          });
      return null;
    }
  }

  /** {@code a // b}: what is not null or false of a, else b. */
  static final class Alternative extends Node {
    private final Node left;
    private final Node right;

    Alternative(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean isSingle() {
      return left.isSingle() && right.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      JsonNode found = left.value(env, in);
      return Values.isTrue(found) ? found : right.value(env, in);
    }

    @Override
    Node step(Cursor cursor) {
      boolean[] found = {false};
      left.run(
          cursor.env,
          cursor.in,
          cursor.path,
          (value, path) -> {
            if (Values.isTrue(value)) {
              found[0] = true;
              cursor.out.emit(value, path);
            }
          });
      return found[0] ? null : right;
    }
  }

  static final class Label extends Node {
    private final Node body;

    Label(Node body) {
      this.body = body;
    }

    @Override
    Node step(Cursor cursor) {
      Object label = new Object();
      Run run = cursor.env.run;
      int depth = run.depth();
      try {
        body.run(cursor.env.with(label), cursor.in, cursor.path, cursor.out);
      } catch (Break e) {
        if (!e.leaves(label)) {
          throw e;
        }
        run.returnTo(depth);
      }
      return null;
    }
  }

  static final class Leave extends Node {
    private final int distance;

    Leave(int distance) {
      this.distance = distance;
    }

    @Override
    Node step(Cursor cursor) {
      throw new Break(cursor.env.label(distance));
    }
  }

  static final class Empty extends Node {
    @Override
    boolean isOptional(Env env) {
      return true;
    }

    @Override
    JsonNode optional(Env env, JsonNode in) {
      return null;
    }

    @Override
    Node step(Cursor cursor) {
      return null;
    }
  }

  static final class Raise extends Node {
    private final Node of;
    private final int line;

    Raise(Node of, int line) {
      this.of = of;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      of.run(
          cursor.env,
          cursor.in,
          null,
          (value, path) -> {
            throw JqError.raised(value).at(line);
          });
      return null;
    }
  }

  /** {@code select(f)}. */
  static final class Select extends Node {
    private final Node condition;

    Select(Node condition) {
      this.condition = condition;
    }

    @Override
    boolean isOptional(Env env) {
      return condition.isSingle(env);
    }

    @Override
    JsonNode optional(Env env, JsonNode in) {
      return Values.isTrue(condition.value(env, in)) ? in : null;
    }

    @Override
    Node step(Cursor cursor) {
      condition.run(
          cursor.env,
          cursor.in,
          null,
          (value, path) -> {
            if (Values.isTrue(value)) {
              cursor.out.emit(cursor.in, cursor.path);
            }
          });
      return null;
    }

    @Override
    boolean isDirect() {
      return condition.isSingle();
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      return Values.isTrue(condition.value(env, in)) ? change.of(in) : in;
    }
  }
}
