package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/** Nodes of which paths are the matter. */
final class PathNodes {
  private PathNodes() {}

  static final class GetPath extends Node {
    private final Node keys;
    private final int line;

    GetPath(Node keys, int line) {
      this.keys = keys;
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return keys.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return get(in, keys.value(env, in), env.run);
    }

    private JsonNode get(JsonNode in, JsonNode path, Run run) {
      try {
        return Access.getPath(in, path, run);
      } catch (JqError e) {
        throw e.at(line);
      }
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      Path from = cursor.path;
      Out out = cursor.out;
      keys.run(
          env,
          in,
          null,
          (path, none) -> {
            JsonNode found = get(in, path, env.run);
            AccessNodes.check(from, in, "with result");
            Path to = from;
            for (JsonNode key : path) {
              to = Path.to(to, key);
            }
            out.emit(found, to);
          });
      return null;
    }
  }

  /** {@code path(f)}: how f got to its values. */
  static final class Paths extends Node {
    private final Node of;

    Paths(Node of) {
      this.of = of;
    }

    @Override
    Node step(Cursor cursor) {
      of.run(
          cursor.env,
          cursor.in,
          Path.ROOT,
          (value, path) -> {
            AccessNodes.check(path, value, "with result");
            cursor.emit(path.toArray());
          });
      return null;
    }
  }
}
