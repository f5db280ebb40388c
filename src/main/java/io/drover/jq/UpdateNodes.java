package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Nodes that change parts of their input. */
final class UpdateNodes {
  private UpdateNodes() {}

  /** Makes a new value of a part; a missing one where there shall be none. */
  interface Change {
    JsonNode of(JsonNode part);
  }

  private static List<List<JsonNode>> paths(Node target, Env env, JsonNode in) {
    List<List<JsonNode>> paths = new ArrayList<>();
    new PathNodes.Paths(target)
        .run(
            env,
            in,
            null,
            (path, none) -> {
              List<JsonNode> keys = new ArrayList<>(path.size());
              path.forEach(keys::add);
              paths.add(keys);
            });
    return paths;
  }

  /** {@code target = value}. */
  static final class Set extends Node {
    private final Node target;
    private final Node value;
    private final int line;

    Set(Node target, Node value, int line) {
      this.target = target;
      this.value = value;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      JsonNode in = cursor.in;
      value.run(env, in, null, (each, p) -> cursor.emit(changed(env, in, each)));
      return null;
    }

    @Override
    boolean isChange() {
      return target.isDirect() && value.isSingle() && !value.holdsInput();
    }

    @Override
    JsonNode change(Env env, JsonNode in, Editor editor) {
      JsonNode each = value.value(env, in);
      return UpdateNodes.changed(target, env, in, part -> each, editor, line);
    }

    private JsonNode changed(Env env, JsonNode in, JsonNode each) {
      if (target.isDirect()) {
        return UpdateNodes.changed(target, env, in, part -> each, line);
      }
      Editor editor = new Editor(env.run);
      JsonNode result = in;
      try {
        for (List<JsonNode> path : paths(target, env, in)) {
          result = editor.set(result, path, each);
        }
      } catch (JqError e) {
        throw e.at(line);
      }
      return result;
    }
  }

  /** {@code target |= f}: the first value of f, or no part if it gives none. */
  static final class Update extends Node.Single {
    private final Node target;
    private final Node with;
    private final int line;

    Update(Node target, Node with, int line) {
      this.target = target;
      this.with = with;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return changed(target, env, in, part -> first(env, part), line);
    }

    private JsonNode first(Env env, JsonNode part) {
      if (with.isSingle(env)) {
        return with.value(env, part);
      }
      JsonNode[] found = {MissingNode.getInstance()};
      with.run(
          env,
          part,
          null,
          (value, path) -> {
            if (found[0].isMissingNode()) {
              found[0] = value;
              env.run.leave(found);
            }
          });
      env.run.arrive(found);
      return found[0];
    }
  }

  /** {@code target op= value}, for each value. */
  static final class Compute extends Node {
    private final Arithmetic operator; // null for //
    private final Node target;
    private final Node value;
    private final int line;

    Compute(Arithmetic operator, Node target, Node value, int line) {
      this.operator = operator;
      this.target = target;
      this.value = value;
      this.line = line;
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      value.run(
          env,
          cursor.in,
          null,
          (operand, path) ->
              cursor.emit(
                  changed(target, env, cursor.in, part -> result(part, operand, env.run), line)));
      return null;
    }

    @Override
    boolean isChange() {
      return target.isDirect() && value.isSingle() && !value.holdsInput();
    }

    @Override
    JsonNode change(Env env, JsonNode in, Editor editor) {
      JsonNode operand = value.value(env, in);
      Change change = part -> result(part, operand, env.run);
      return changed(target, env, in, change, editor, line);
    }

    private JsonNode result(JsonNode part, JsonNode operand, Run run) {
      if (operator == null) {
        return Values.isTrue(part) ? part : operand;
      }
      return operator.of(part, operand, run);
    }
  }

  private static JsonNode changed(Node target, Env env, JsonNode in, Change change, int line) {
    return changed(target, env, in, change, Editor.once(env.run), line);
  }

  private static JsonNode changed(
      Node target, Env env, JsonNode in, Change change, Editor editor, int line) {
    try {
      JsonNode result =
          target.isDirect()
              ? target.update(env, in, counted(change, env.run), editor)
              : byPaths(target, env, in, change);
      return result.isMissingNode() ? Values.NULL : result;
    } catch (JqError e) {
      throw e.at(line);
    }
  }

  /** Path by path. What gave no value is removed at the end, when indexes no longer matter. */
  private static JsonNode byPaths(Node target, Env env, JsonNode in, Change change) {
    Editor editor = new Editor(env.run);
    ArrayNode gone = Values.array();
    JsonNode result = in;
    for (List<JsonNode> path : paths(target, env, in)) {
      JsonNode part = result;
      for (JsonNode key : path) {
        part = Access.get(part, key, env.run);
      }
      if (part.isContainerNode()) {
        editor.share();
      }
      JsonNode value = change.of(part);
      if (value.isMissingNode()) {
        gone.add(Values.array(path));
      } else {
        result = editor.set(result, path, value);
      }
    }
    return gone.isEmpty() ? result : editor.delete(result, gone);
  }

  private static Change counted(Change change, Run run) {
    return part -> {
      JsonNode value = change.of(part);
      if (!value.isMissingNode()) {
        run.assigned();
      }
      return value;
    };
  }

  /** A value with one part changed; itself if nothing in that was, which may not be there. */
  @SuppressWarnings("ReferenceEquality") // an equal value may be a new one
  static JsonNode changePart(JsonNode in, JsonNode key, Change change, Editor editor, Run run) {
    JsonNode part = Access.get(in, key, run);
    long before = run.assignments();
    JsonNode value = change.of(part);
    if (value == part && run.assignments() == before) {
      return in;
    }
    return value.isMissingNode() ? Deletion.of(in, List.of(key), run) : editor.put(in, key, value);
  }

  /** A value with all its parts changed. */
  static JsonNode changeEach(JsonNode in, Change change, Editor editor, Run run) {
    run.copying(in.size() * 4L);
    if (in.isArray()) {
      ArrayNode array = Values.array();
      for (JsonNode item : in) {
        run.step();
        JsonNode value = change.of(item);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return editor.own(array);
    }
    ObjectNode object = Values.object();
    for (var member : in.properties()) {
      run.step();
      JsonNode value = change.of(member.getValue());
      if (!value.isMissingNode()) {
        object.set(member.getKey(), value);
      }
    }
    return editor.own(object);
  }

  /** {@code del(target)}. */
  static final class Delete extends Node.Single {
    private final Node target;
    private final int line;

    Delete(Node target, int line) {
      this.target = target;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      ArrayNode paths = Values.array();
      new PathNodes.Paths(target).run(env, in, null, (path, none) -> paths.add(path));
      try {
        return new Editor(env.run).delete(in, paths);
      } catch (JqError e) {
        throw e.at(line);
      }
    }
  }
}
