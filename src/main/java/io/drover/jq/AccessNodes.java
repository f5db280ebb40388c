package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Nodes that lead to parts of values, and so have paths. */
final class AccessNodes {
  private AccessNodes() {}

  static void check(Path path, JsonNode in, String what) {
    if (path == Path.NONE) {
      throw new JqError("Invalid path expression " + what + " " + Values.shown(in, 30));
    }
  }

  private static void checkAccess(Path path, JsonNode of, JsonNode key) {
    if (path == Path.NONE) {
      check(path, of, "near attempt to access element " + Values.shown(key, 15) + " of");
    }
  }

  /** {@code .name} of the input. */
  static final class Member extends Node {
    private final JsonNode key;
    private final String name;
    private final boolean optional;
    private final int line;

    Member(TextNode key, boolean optional, int line) {
      this.key = key;
      this.name = key.textValue();
      this.optional = optional;
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return !optional;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      JsonNode found = find(in);
      if (found == null) {
        throw Access.cannotIndex(in, key).at(line);
      }
      return found;
    }

    /** Null if the input is nothing that has members. */
    private JsonNode find(JsonNode in) {
      return in.isObject()
          ? Access.member(in, name)
          : Kind.of(in) == Kind.NULL ? Values.NULL : null;
    }

    @Override
    Node step(Cursor cursor) {
      checkAccess(cursor.path, cursor.in, key);
      JsonNode found = optional ? find(cursor.in) : value(cursor.env, cursor.in);
      if (found != null) {
        cursor.out.emit(found, Path.to(cursor.path, key));
      }
      return null;
    }

    @Override
    boolean isDirect() {
      return true;
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      if (find(in) == null) {
        if (optional) {
          return in;
        }
        throw Access.cannotIndex(in, key).at(line);
      }
      return UpdateNodes.changePart(in, key, change, editor, env.run);
    }
  }

  /** A part of a value by a key that is computed of the input. */
  static final class Index extends Node {
    private final Node of;
    private final Node key;
    private final boolean optional;
    private final int line;

    Index(Node of, Node key, boolean optional, int line) {
      this.of = of;
      this.key = key;
      this.optional = optional;
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return !optional && of.isSingle() && key.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      JsonNode by = key.value(env, in);
      return get(of.value(env, in), by, env.run);
    }

    private JsonNode get(JsonNode from, JsonNode by, Run run) {
      try {
        return Access.get(from, by, run);
      } catch (JqError e) {
        if (optional) {
          return null;
        }
        throw e.at(line);
      }
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      Path path = cursor.path;
      Out out = cursor.out;
      key.run(
          env,
          in,
          null,
          (by, none) ->
              of.run(
                  env,
                  in,
                  path,
                  (from, to) -> {
                    checkAccess(to, from, by);
                    JsonNode found = get(from, by, env.run);
                    if (found != null) {
                      out.emit(found, Path.to(to, by));
                    }
                  }));
      return null;
    }

    @Override
    boolean isDirect() {
      return !optional && of.isDirect() && key.isSingle();
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      JsonNode by = key.value(env, in);
      return of.update(
          env, in, part -> UpdateNodes.changePart(part, by, change, editor, env.run), editor);
    }
  }

  static final class Each extends Node {
    private final boolean optional;
    private final int line;

    Each(boolean optional, int line) {
      this.optional = optional;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      JsonNode in = cursor.in;
      check(cursor.path, in, "near attempt to iterate through");
      if (!in.isContainerNode()) {
        if (optional) {
          return null;
        }
        throw new JqError("Cannot iterate over " + Values.typed(in)).at(line);
      }
      each(in, cursor.path, cursor.out, cursor.env.run);
      return null;
    }

    @Override
    boolean isDirect() {
      return true;
    }

    @Override
    JsonNode update(Env env, JsonNode in, UpdateNodes.Change change, Editor editor) {
      if (in.isContainerNode()) {
        return UpdateNodes.changeEach(in, change, editor, env.run);
      }
      if (optional) {
        return in;
      }
      throw new JqError("Cannot iterate over " + Values.typed(in)).at(line);
    }
  }

  /** Gives the parts of an array or object. */
  static void each(JsonNode in, Path path, Out out, Run run) {
    if (in.isArray()) {
      for (int i = 0; i < in.size() && !run.isLeaving(); i++) {
        run.step();
        out.emit(in.get(i), path == null ? null : Path.to(path, Numbers.of(i)));
      }
    } else {
      for (var member : in.properties()) {
        if (run.isLeaving()) {
          return;
        }
        run.step();
        Path to = path == null ? null : Path.to(path, TextNode.valueOf(member.getKey()));
        out.emit(member.getValue(), to);
      }
    }
  }

  /** The input and all that is in it, before what they are in. */
  static final class Descend extends Node {
    @Override
    Node step(Cursor cursor) {
      check(cursor.path, cursor.in, "near attempt to iterate through");
      descend(cursor.in, cursor.path, cursor.out, cursor.env.run);
      return null;
    }

    private static void descend(JsonNode in, Path path, Out out, Run run) {
      run.enter();
      out.emit(in, path);
      if (in.isContainerNode()) {
        each(in, path, (value, to) -> descend(value, to, out, run), run);
      }
      run.leave();
    }
  }
}
