package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Nodes that go over the items of an array or the members of an object. */
final class CollectionNodes {
  private CollectionNodes() {}

  static JsonNode items(JsonNode in, int line) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in)).at(line);
    }
    return in;
  }

  /** {@code map(f)}. */
  static final class Map extends Node.Single {
    private final Node of;
    private final int line;

    Map(Node of, int line) {
      this.of = of;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      items(in, line);
      env.run.copying(in.size());
      List<JsonNode> items = new ArrayList<>(in.size());
      boolean single = of.isSingle(env);
      for (JsonNode item : in) {
        env.run.step();
        if (single) {
          items.add(of.value(env, item));
        } else {
          of.run(env, item, null, (value, path) -> items.add(value));
        }
      }
      return Values.array(items);
    }
  }

  /** What is made of an array and of the keys that an expression gives for its items. */
  interface ByKeys {
    JsonNode of(JsonNode array, JsonNode keys, Run run);
  }

  /** {@code sort_by(f)} and the like. */
  static final class Keyed extends Node.Single {
    private final Node key;
    private final ByKeys then;
    private final int line;

    Keyed(Node key, ByKeys then, int line) {
      this.key = key;
      this.then = then;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      items(in, line);
      ArrayNode keys = Values.array();
      for (JsonNode item : in) {
        env.run.step();
        ArrayNode each = keys.addArray();
        key.run(env, item, null, (value, path) -> each.add(value));
      }
      try {
        return then.of(in, keys, env.run);
      } catch (JqError e) {
        throw e.at(line);
      }
    }
  }

  /** The sum of what an expression gives. */
  static final class Sum extends Node.Single {
    private final Node of;
    private final int line;

    Sum(Node of, int line) {
      this.of = of;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      Total total = new Total(env.run);
      try {
        of.run(env, in, null, (value, path) -> total.add(value));
      } catch (JqError e) {
        throw e.at(line);
      }
      return total.value();
    }
  }

  /** Adds up, without a copy of all that was added before for each text or array. */
  private static final class Total {
    private final Run run;
    private JsonNode value = Values.NULL;
    private StringBuilder text;
    private Editor array;

    Total(Run run) {
      this.run = run;
    }

    void add(JsonNode next) {
      if (text != null && next.isTextual()) {
        run.text(next.textValue().length());
        run.growing(text.length());
        text.append(next.textValue());
      } else if (value.isTextual() && next.isTextual() && text == null) {
        text = new StringBuilder(value.textValue());
        add(next);
      } else if (value.isArray() && next.isArray()) {
        array = array == null ? new Editor(run) : array;
        run.copying(next.size());
        ArrayNode all = array.array(value);
        next.forEach(all::add);
        value = all;
      } else {
        value = Arithmetic.ADD.of(value(), next, run);
        text = null;
        array = null;
      }
    }

    JsonNode value() {
      if (text != null) {
        value = TextNode.valueOf(text.toString());
      }
      return value;
    }
  }
}
