package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Nodes that put values together: objects, texts, slices, negative numbers. */
final class ValueNodes {
  private ValueNodes() {}

  record Member(Node key, Node value) {
    boolean isSingle() {
      return key.isSingle() && value.isSingle();
    }
  }

  static final class Build extends Node {
    private final List<Member> members;
    private final boolean single;
    private final int line;

    Build(List<Member> members, int line) {
      this.members = members;
      this.single = members.stream().allMatch(Member::isSingle);
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      ObjectNode object = Values.object();
      for (Member member : members) {
        String name = name(member.key.value(env, in));
        object.set(name, member.value.value(env, in));
      }
      return object;
    }

    @Override
    boolean holdsInput() {
      return members.stream().anyMatch(member -> member.value.holdsInput());
    }

    private String name(JsonNode key) {
      if (!key.isTextual()) {
        throw new JqError("Cannot use " + Values.typed(key) + " as object key").at(line);
      }
      return key.textValue();
    }

    @Override
    Node step(Cursor cursor) {
      if (single) {
        cursor.emit(value(cursor.env, cursor.in));
      } else {
        int count = members.size();
        combine(cursor, new String[count], new JsonNode[count], 0);
      }
      return null;
    }

    private void combine(Cursor cursor, String[] names, JsonNode[] values, int index) {
      if (index == names.length) {
        ObjectNode object = Values.object();
        for (int i = 0; i < names.length; i++) {
          object.set(names[i], values[i]);
        }
        cursor.emit(object);
        return;
      }
      Env env = cursor.env;
      Member member = members.get(index);
      member.key.run(
          env,
          cursor.in,
          null,
          (key, k) ->
              member.value.run(
                  env,
                  cursor.in,
                  null,
                  (value, v) -> {
                    names[index] = name(key);
                    values[index] = value;
                    combine(cursor, names, values, index + 1);
                  }));
    }

    /** Its value if that is always the same, else null. */
    JsonNode constant() {
      ObjectNode object = Values.object();
      for (Member member : members) {
        if (!(member.key instanceof BasicNodes.Constant key)
            || !(member.value instanceof BasicNodes.Constant value)
            || !key.value.isTextual()) {
          return null;
        }
        object.set(key.value.textValue(), value.value);
      }
      return object;
    }
  }

  /** What stands in a text as it is. */
  static final class Plain extends Node.Single {
    private final TextNode text;

    Plain(String text) {
      this.text = TextNode.valueOf(text);
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return text;
    }
  }

  /** A text with values in it: the last one changes slowest. */
  static final class Text extends Node {
    private final Functions.Plain format;
    private final List<Node> parts;
    private final boolean single;
    private final int line;

    /**
     * @param format what makes texts of values
     * @param parts {@link Plain} for what stands there as it is
     */
    Text(Functions.Plain format, List<Node> parts, int line) {
      this.format = format;
      this.parts = parts;
      this.single = parts.stream().allMatch(Node::isSingle);
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return joined(Combinations.ofSingle(parts, env, in), env.run);
    }

    @Override
    boolean holdsInput() {
      return false;
    }

    private String text(Node part, JsonNode value, Run run) {
      if (part instanceof Plain plain) {
        return plain.text.textValue();
      }
      try {
        return format.of(run, value, NONE).textValue();
      } catch (JqError e) {
        throw e.at(line);
      }
    }

    private JsonNode joined(JsonNode[] values, Run run) {
      String[] texts = new String[values.length];
      long length = 0;
      for (int i = 0; i < texts.length; i++) {
        texts[i] = text(parts.get(i), values[i], run);
        length += texts[i].length();
      }
      run.text(length);
      return TextNode.valueOf(String.join("", texts));
    }

    @Override
    Node step(Cursor cursor) {
      if (single) {
        cursor.emit(value(cursor.env, cursor.in));
      } else {
        Run run = cursor.env.run;
        Combinations.each(parts, cursor.env, cursor.in, values -> cursor.emit(joined(values, run)));
      }
      return null;
    }
  }

  private static final JsonNode[] NONE = {};

  static final class Negate extends Node {
    private final Node of;
    private final int line;

    Negate(Node of, int line) {
      this.of = of;
      this.line = line;
    }

    @Override
    boolean isSingle() {
      return of.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return negative(of.value(env, in));
    }

    @Override
    boolean holdsInput() {
      return false;
    }

    private JsonNode negative(JsonNode value) {
      if (!value.isNumber()) {
        throw new JqError(Values.typed(value) + " cannot be negated").at(line);
      }
      return Numbers.of(-value.doubleValue());
    }

    @Override
    Node step(Cursor cursor) {
      of.run(cursor.env, cursor.in, null, (value, path) -> cursor.emit(negative(value)));
      return null;
    }
  }
}
