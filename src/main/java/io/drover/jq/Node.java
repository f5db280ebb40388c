package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/** An expression that can be run. Immutable, so that several threads may run it. */
abstract class Node {
  /** Whether it gives one value or an error, whatever the input. */
  boolean isSingle() {
    return false;
  }

  /** As {@link #isSingle}, where it depends on what was handed to a function. */
  boolean isSingle(Env env) {
    return isSingle();
  }

  /** The value of a single one. */
  JsonNode value(Env env, JsonNode in) {
    throw new IllegalStateException(getClass().getSimpleName() + " gives any number of values");
  }

  /** Whether it gives one value, an error or nothing, with what was handed to a function. */
  boolean isOptional(Env env) {
    return isSingle(env);
  }

  /** The value of an optional one; null for nothing. */
  JsonNode optional(Env env, JsonNode in) {
    return value(env, in);
  }

  /**
   * Gives all values to the cursor's out, or some and leaves the others to the node that it
   * returns, with the cursor set for it.
   *
   * @return null if all are given
   */
  abstract Node step(Cursor cursor);

  /** Whether it leads to parts of its input that can be changed one by one on the way. */
  boolean isDirect() {
    return false;
  }

  /** Whether what it gives may hold its input or parts of that. */
  boolean holdsInput() {
    return true;
  }

  /** Whether it only changes its input, and nothing that it puts there holds parts of that. */
  boolean isChange() {
    return false;
  }

  /** The value of a change, made in place where the editor has made the input. */
  JsonNode change(Env env, JsonNode in, Editor editor) {
    throw new IllegalStateException(getClass().getSimpleName() + " is no change");
  }

  /** The input with the parts changed that a direct node leads to. */
  JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
    throw new IllegalStateException(getClass().getSimpleName() + " is not direct");
  }

  /** Gives all values. */
  final void run(Env env, JsonNode in, Path path, Out out) {
    Run run = env.run;
    if (run.isLeaving()) {
      return;
    }
    if (path == null && isSingle(env)) {
      run.step();
      out.emit(value(env, in), null);
      return;
    }
    run.enter();
    Cursor cursor = new Cursor(env, in, path, out);
    Node node = this;
    do {
      run.step();
      node = node.step(cursor);
    } while (node != null && !run.isLeaving());
    run.leave();
  }

  /** A node that always gives one value, which is no part of its input. */
  abstract static class Single extends Node {
    @Override
    final boolean isSingle() {
      return true;
    }

    @Override
    abstract JsonNode value(Env env, JsonNode in);

    @Override
    final Node step(Cursor cursor) {
      cursor.emit(value(cursor.env, cursor.in));
      return null;
    }
  }
}
