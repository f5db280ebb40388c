package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What names mean while an expression runs: a chain of variables, functions handed as arguments and
 * labels, the newest first. Immutable, so an expression that is handed on keeps its own.
 */
final class Env {
  /** An expression that was handed to a function, with what its names mean. */
  record Closure(Node body, Env env) {}

  final Run run;
  private final Env before;
  private final Object value;

  Env(Run run) {
    this(run, null, null);
  }

  private Env(Run run, Env before, Object value) {
    this.run = run;
    this.before = before;
    this.value = value;
  }

  Env with(Object next) {
    return new Env(run, this, next);
  }

  /** The chain without the newest. */
  Env up(int count) {
    Env env = this;
    for (int i = 0; i < count; i++) {
      env = env.before;
    }
    return env;
  }

  JsonNode variable(int distance) {
    return (JsonNode) up(distance).value;
  }

  Closure closure(int distance) {
    return (Closure) up(distance).value;
  }

  Object label(int distance) {
    return up(distance).value;
  }
}
