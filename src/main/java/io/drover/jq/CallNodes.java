package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Calls of functions that the program defines, and of those that it is handed. */
final class CallNodes {
  private CallNodes() {}

  /** A function of the program; the body is there once it is compiled. */
  static final class Definition {
    private final List<Boolean> values;
    private Node body;

    /**
     * @param values for each parameter, whether it is a value
     */
    Definition(List<Boolean> values) {
      this.values = values;
    }

    void setBody(Node compiled) {
      body = compiled;
    }

    boolean isValue(int parameter) {
      return values.get(parameter);
    }
  }

  static final class Call extends Node {
    private final Definition function;
    private final int distance; // to where it was defined
    private final List<Node> arguments;

    Call(Definition function, int distance, List<Node> arguments) {
      this.function = function;
      this.distance = distance;
      this.arguments = arguments;
    }

    @Override
    Node step(Cursor cursor) {
      Env callee = cursor.env.up(distance);
      int next = bound(cursor, callee, 0);
      if (next < 0) {
        return function.body;
      }
      combine(cursor, callee, 0);
      return null;
    }

    /** Sets the cursor for the body if each argument has one value; -1 if so. */
    private int bound(Cursor cursor, Env callee, int from) {
      Env env = callee;
      for (int i = from; i < arguments.size(); i++) {
        Node argument = arguments.get(i);
        if (!function.isValue(i)) {
          env = env.with(closure(argument, cursor.env));
        } else if (argument.isSingle(cursor.env)) {
          env = env.with(argument.value(cursor.env, cursor.in));
        } else {
          return i;
        }
      }
      cursor.env = env;
      return -1;
    }

    private void combine(Cursor cursor, Env callee, int index) {
      if (index == arguments.size()) {
        function.body.run(callee, cursor.in, cursor.path, cursor.out);
      } else if (function.isValue(index)) {
        arguments
            .get(index)
            .run(
                cursor.env,
                cursor.in,
                null,
                (value, path) -> combine(cursor, callee.with(value), index + 1));
      } else {
        combine(cursor, callee.with(closure(arguments.get(index), cursor.env)), index + 1);
      }
    }

    /** One that is handed on is not wrapped again. */
    private static Env.Closure closure(Node argument, Env env) {
      return argument instanceof Handed handed
          ? env.closure(handed.distance)
          : new Env.Closure(argument, env);
    }
  }

  /** A call of a function whose own lines say nothing to the author of the program. */
  static final class Placed extends Node {
    private final Node call;
    private final int line;

    Placed(Node call, int line) {
      this.call = call;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      try {
        call.run(cursor.env, cursor.in, cursor.path, cursor.out);
      } catch (JqError e) {
        throw e.at(line);
      }
      return null;
    }
  }

  /** Runs an expression that the function was handed. */
  static final class Handed extends Node {
    private final int distance;

    Handed(int distance) {
      this.distance = distance;
    }

    @Override
    boolean isSingle(Env env) {
      Env.Closure closure = env.closure(distance);
      return closure.body().isSingle(closure.env());
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      Env.Closure closure = env.closure(distance);
      return closure.body().value(closure.env(), in);
    }

    @Override
    boolean isOptional(Env env) {
      Env.Closure closure = env.closure(distance);
      return closure.body().isOptional(closure.env());
    }

    @Override
    JsonNode optional(Env env, JsonNode in) {
      Env.Closure closure = env.closure(distance);
      return closure.body().optional(closure.env(), in);
    }

    @Override
    Node step(Cursor cursor) {
      Env.Closure closure = cursor.env.closure(distance);
      cursor.env = closure.env();
      return closure.body();
    }
  }
}
