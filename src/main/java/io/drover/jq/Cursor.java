package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a run of an expression stands: a node that ends with another one sets it and leaves, so
 * that a function which calls itself last needs no stack.
 */
final class Cursor {
  Env env;
  JsonNode in;
  Path path;
  final Out out;

  Cursor(Env env, JsonNode in, Path path, Out out) {
    this.env = env;
    this.in = in;
    this.path = path;
    this.out = out;
  }

  /** Gives a value that is no part of the input. */
  void emit(JsonNode value) {
    out.emit(value, path == null ? null : Path.NONE);
  }

  /** Goes on with a value that is no part of the input. */
  void move(JsonNode value) {
    in = value;
    path = path == null ? null : Path.NONE;
  }
}
