package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/** Nodes that run an expression again and again. Each round counts a step. */
final class LoopNodes {
  private LoopNodes() {}

  /** {@code range(from; to)}. */
  static final class Range extends Node {
    private final Node from;
    private final Node to;
    private final int line;

    Range(Node from, Node to, int line) {
      this.from = from;
      this.to = to;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      from.run(
          env,
          in,
          null,
          (first, p) -> to.run(env, in, null, (last, q) -> count(first, last, cursor)));
      return null;
    }

    private void count(JsonNode first, JsonNode last, Cursor cursor) {
      if (!first.isNumber() || !last.isNumber()) {
        throw new JqError("Range bounds must be numeric").at(line);
      }
      double end = last.doubleValue();
      Run run = cursor.env.run;
      for (double value = first.doubleValue(); value < end && !run.isLeaving(); value++) {
        run.step();
        cursor.emit(Numbers.of(value));
      }
    }
  }

  /** {@code range(from; to; by)}. */
  static final class RangeBy extends Node {
    private final Node from;
    private final Node to;
    private final Node by;

    RangeBy(Node from, Node to, Node by) {
      this.from = from;
      this.to = to;
      this.by = by;
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      from.run(
          env,
          in,
          null,
          (first, p) ->
              to.run(
                  env,
                  in,
                  null,
                  (last, q) ->
                      by.run(env, in, null, (step, r) -> count(first, last, step, cursor))));
      return null;
    }

    private static void count(JsonNode first, JsonNode last, JsonNode step, Cursor cursor) {
      Run run = cursor.env.run;
      int direction = Compare.compare(step, Numbers.of(0), run);
      JsonNode value = first;
      while (direction != 0
          && !run.isLeaving()
          && Compare.compare(value, last, run) * direction < 0) {
        cursor.emit(value);
        value = Arithmetic.ADD.of(value, step, run);
      }
    }
  }

  /** The first n values of an expression; all of them if n is negative. */
  static final class Limit extends Node {
    private final Node count;
    private final Node of;

    Limit(Node count, Node of) {
      this.count = count;
      this.of = of;
    }

    @Override
    Node step(Cursor cursor) {
      count.run(cursor.env, cursor.in, null, (n, p) -> take(number(n), cursor));
      return null;
    }

    /** As jq compares it with 0 and counts down from it: what comes before numbers is no limit. */
    private static double number(JsonNode n) {
      if (Kind.of(n).compareTo(Kind.NUMBER) > 0) {
        throw new JqError(Values.typed(n) + " and number (1) cannot be subtracted");
      }
      return n.isNumber() ? n.doubleValue() : -1;
    }

    private void take(double n, Cursor cursor) {
      if (n < 0) {
        of.run(cursor.env, cursor.in, cursor.path, cursor.out);
      } else if (n > 0) {
        double[] left = {n};
        Run run = cursor.env.run;
        of.run(
            cursor.env,
            cursor.in,
            cursor.path,
            (value, path) -> {
              if (left[0] > 0) {
                left[0]--;
                cursor.out.emit(value, path);
                if (left[0] <= 0 && !run.isLeaving()) {
                  run.leave(left);
                }
              }
            });
        run.arrive(left);
      }
    }
  }

  /** The values of an expression after the first n. */
  static final class Skip extends Node {
    private final Node count;
    private final Node of;

    Skip(Node count, Node of) {
      this.count = count;
      this.of = of;
    }

    @Override
    Node step(Cursor cursor) {
      count.run(
          cursor.env,
          cursor.in,
          null,
          (n, p) -> {
            double[] left = {n.doubleValue()};
            of.run(
                cursor.env,
                cursor.in,
                cursor.path,
                (value, path) -> {
                  if (left[0]-- <= 0) {
                    cursor.out.emit(value, path);
                  }
                });
          });
      return null;
    }
  }

  /** The last value, null if there is none. */
  static final class Last extends Node {
    private final Node of;

    Last(Node of) {
      this.of = of;
    }

    @Override
    Node step(Cursor cursor) {
      JsonNode[] last = {Values.NULL};
      Path[] at = {cursor.path == null ? null : Path.NONE};
      of.run(
          cursor.env,
          cursor.in,
          cursor.path,
          (value, path) -> {
            last[0] = value;
            at[0] = path;
          });
      cursor.out.emit(last[0], at[0]);
      return null;
    }
  }

  /** Whether a condition on what an expression gives comes to an answer before its end. */
  static final class Search extends Node.Single {
    private final Node of;
    private final Node condition; // null: whatever it is
    private final boolean wanted; // what the condition is to be
    private final boolean answer; // if it is so once

    Search(Node of, Node condition, boolean wanted, boolean answer) {
      this.of = of;
      this.condition = condition;
      this.wanted = wanted;
      this.answer = answer;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      boolean[] found = {false};
      Out stop =
          (value, path) -> {
            if (condition == null || Values.isTrue(value) == wanted) {
              found[0] = true;
              env.run.leave(found);
            }
          };
      Out test = (value, path) -> condition.run(env, value, null, stop);
      of.run(env, in, null, condition == null ? stop : test);
      env.run.arrive(found);
      return Values.of(found[0] == answer);
    }
  }
}
