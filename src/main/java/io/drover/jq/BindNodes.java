package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Nodes that give names to values: {@code as}, {@code reduce}, {@code foreach}. */
final class BindNodes {
  private BindNodes() {}

  static final class Bind extends Node {
    private final Node source;
    private final Destructuring names;
    private final Node body;

    Bind(Node source, Destructuring names, Node body) {
      this.source = source;
      this.names = names;
      this.body = body;
    }

    @Override
    boolean isSingle() {
      return names.isName() && source.isSingle() && body.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return body.value(env.with(source.value(env, in)), in);
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      if (names.isName() && source.isSingle(env)) {
        cursor.env = env.with(source.value(env, cursor.in));
        return body;
      }
      JsonNode in = cursor.in;
      Path path = cursor.path;
      source.run(
          env,
          in,
          null,
          (value, none) -> names.bind(env, value, inner -> body.run(inner, in, path, cursor.out)));
      return null;
    }
  }

  /** What a reduce or foreach has come to. */
  private static final class State {
    private JsonNode value;
    private Path path;

    State(JsonNode value, Path path) {
      this.value = value;
      this.path = path;
    }
  }

  /** In an update that gives nothing the state becomes null; of several values the last counts. */
  static final class Reduce extends Node {
    private final Node source;
    private final Destructuring names;
    private final Node init;
    private final Node update;

    Reduce(Node source, Destructuring names, Node init, Node update) {
      this.source = source;
      this.names = names;
      this.init = init;
      this.update = update;
    }

    @Override
    boolean isSingle() {
      return init.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      State state = new State(init.value(env, in), null);
      reduce(env, in, state);
      return state.value;
    }

    private void reduce(Env env, JsonNode in, State state) {
      // nobody but the state holds what is made on the way, so it need not be copied each time
      boolean inPlace = update.isChange() && !names.hasAlternatives() && state.path == null;
      Editor editor = inPlace ? new Editor(env.run) : null;
      source.run(
          env,
          in,
          null,
          (item, none) ->
              names.bind(
                  env,
                  item,
                  inner -> {
                    if (editor != null) {
                      state.value = update.change(inner, state.value, editor);
                      return;
                    }
                    JsonNode value = state.value;
                    Path path = state.path;
                    state.value = Values.NULL;
                    update.run(
                        inner,
                        value,
                        path,
                        (next, to) -> {
                          state.value = next;
                          state.path = to;
                        });
                  }));
    }

    @Override
    Node step(Cursor cursor) {
      init.run(
          cursor.env,
          cursor.in,
          cursor.path,
          (first, path) -> {
            State state = new State(first, path);
            reduce(cursor.env, cursor.in, state);
            cursor.out.emit(state.value, state.path);
          });
      return null;
    }
  }

  static final class Foreach extends Node {
    private final Node source;
    private final Destructuring names;
    private final Node init;
    private final Node update;
    private final Node extract;

    Foreach(Node source, Destructuring names, Node init, Node update, Node extract) {
      this.source = source;
      this.names = names;
      this.init = init;
      this.update = update;
      this.extract = extract;
    }

    @Override
    Node step(Cursor cursor) {
      Env env = cursor.env;
      init.run(
          env,
          cursor.in,
          cursor.path,
          (first, start) -> {
            State state = new State(first, start);
            source.run(
                env,
                cursor.in,
                null,
                (item, none) -> names.bind(env, item, inner -> next(inner, state, cursor.out)));
          });
      return null;
    }

    private void next(Env env, State state, Out out) {
      JsonNode value = state.value;
      Path path = state.path;
      state.value = Values.NULL;
      update.run(
          env,
          value,
          path,
          (next, to) -> {
            state.value = next;
            state.path = to;
            extract.run(env, next, to, out);
          });
    }
  }

  /** What is bound; the patterns after the first are for values that those before do not fit. */
  static final class Destructuring {
    /** Finds values of names in a value. */
    interface Pattern {
      /**
       * Takes a value apart.
       *
       * @param values of all names, by their indexes, to be set
       * @param then run for each way to take the value apart
       */
      void match(Env env, JsonNode value, JsonNode[] values, Runnable then);
    }

    /** Is handed the environment with the names. */
    interface Body {
      void run(Env env);
    }

    private final List<Pattern> patterns;
    private final int names;
    private final boolean name;

    /**
     * @param names how many there are
     * @param name whether there is but one pattern, and that a name
     */
    Destructuring(List<Pattern> patterns, int names, boolean name) {
      this.patterns = patterns;
      this.names = names;
      this.name = name;
    }

    boolean isName() {
      return name;
    }

    boolean hasAlternatives() {
      return patterns.size() > 1;
    }

    void bind(Env env, JsonNode value, Body body) {
      if (name) {
        body.run(env.with(value));
        return;
      }
      Run run = env.run;
      int depth = run.depth();
      for (int i = 0; i < patterns.size(); i++) {
        try {
          bind(patterns.get(i), env, value, body);
          return;
        } catch (JqError e) {
          if (i == patterns.size() - 1 || run.isLeaving()) {
            throw e;
          }
          run.returnTo(depth);
        }
      }
    }

    private void bind(Pattern pattern, Env env, JsonNode value, Body body) {
      JsonNode[] values = new JsonNode[names];
      Arrays.fill(values, Values.NULL);
      pattern.match(
          env,
          value,
          values,
          () -> {
            Env inner = env;
            for (JsonNode each : values) {
              inner = inner.with(each);
            }
            body.run(inner);
          });
    }
  }
}
