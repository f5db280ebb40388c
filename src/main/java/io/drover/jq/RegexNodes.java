package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Functions with regular expressions. What is a constant in the program is compiled with it. */
final class RegexNodes {
  private RegexNodes() {}

  private static String subject(JsonNode in) {
    if (!in.isTextual()) {
      throw new JqError(Values.typed(in) + " cannot be matched, as it is not a string");
    }
    return in.textValue();
  }

  /** Gives values as long as somebody takes them. */
  private static void emitAll(Iterable<? extends JsonNode> values, Cursor cursor) {
    for (JsonNode value : values) {
      if (cursor.env.run.isLeaving()) {
        return;
      }
      cursor.emit(value);
    }
  }

  /** Does something with each regular expression that its argument gives. */
  private abstract static class ForEachRegex extends Node {
    final RegexArgument pattern;
    final int line;

    ForEachRegex(RegexArgument pattern, int line) {
      this.pattern = pattern;
      this.line = line;
    }

    abstract void use(Cursor cursor, Regex regex);

    @Override
    final Node step(Cursor cursor) {
      try {
        pattern.each(cursor.env, cursor.in, regex -> use(cursor, regex));
      } catch (JqError e) {
        throw e.at(line);
      }
      return null;
    }
  }

  /** {@code test}. */
  static final class Test extends ForEachRegex {

    Test(RegexArgument pattern, int line) {
      super(pattern, line);
    }

    @Override
    boolean isSingle() {
      return pattern.isSingle();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      try {
        return Values.of(pattern.value(env, in).test(subject(in), env.run));
      } catch (JqError e) {
        throw e.at(line);
      }
    }

    @Override
    void use(Cursor cursor, Regex regex) {
      cursor.emit(Values.of(regex.test(subject(cursor.in), cursor.env.run)));
    }
  }

  /** {@code match}. */
  static final class Match extends ForEachRegex {

    Match(RegexArgument pattern, int line) {
      super(pattern, line);
    }

    @Override
    void use(Cursor cursor, Regex regex) {
      emitAll(regex.matches(subject(cursor.in), cursor.env.run), cursor);
    }
  }

  /** {@code sub} and {@code gsub}: the replacement is run on an object of the named groups. */
  static final class Substitute extends ForEachRegex {
    private final Node replacement;

    Substitute(RegexArgument pattern, Node replacement, int line) {
      super(pattern, line);
      this.replacement = replacement;
    }

    /** Gives a text for each value that the replacement gives, or the subject if there is none. */
    @Override
    void use(Cursor cursor, Regex regex) {
      Run run = cursor.env.run;
      String text = subject(cursor.in);
      List<StringBuilder> results = new ArrayList<>();
      int previous = 0;
      int counted = 0; // characters before it
      for (JsonNode match : regex.matches(text, run)) {
        int offset = match.get("offset").intValue();
        int at = text.offsetByCodePoints(previous, offset - counted);
        String gap = text.substring(previous, at);
        int index = 0;
        for (JsonNode insert : inserts(cursor.env, match)) {
          if (!insert.isTextual() && !insert.isNull()) {
            Arithmetic.ADD.of(TextNode.valueOf(gap), insert, run);
          }
          if (index == results.size()) {
            results.add(new StringBuilder());
          }
          StringBuilder result = results.get(index++);
          result.append(gap).append(insert.isNull() ? "" : insert.textValue());
          run.growing(result.length());
        }
        counted = offset + match.get("length").intValue();
        previous = text.offsetByCodePoints(at, match.get("length").intValue());
      }
      if (results.isEmpty()) {
        cursor.emit(cursor.in);
      }
      for (StringBuilder result : results) {
        if (run.isLeaving()) {
          return;
        }
        cursor.emit(TextNode.valueOf(result.append(text, previous, text.length()).toString()));
      }
    }

    private ArrayNode inserts(Env env, JsonNode match) {
      ObjectNode groups = groups(match);
      ArrayNode inserts = Values.array();
      replacement.run(env, groups, null, (value, path) -> inserts.add(value));
      return inserts;
    }
  }

  /** What the named groups of a match caught. */
  static ObjectNode groups(JsonNode match) {
    ObjectNode groups = Values.object();
    for (JsonNode capture : match.get("captures")) {
      if (capture.get("name").isTextual()) {
        groups.set(capture.get("name").textValue(), capture.get("string"));
      }
    }
    return groups;
  }

  /** {@code capture}. */
  static final class Capture extends Node {
    private final Match match;

    Capture(RegexArgument pattern, int line) {
      this.match = new Match(pattern, line);
    }

    @Override
    Node step(Cursor cursor) {
      match.run(cursor.env, cursor.in, null, (found, path) -> cursor.emit(groups(found)));
      return null;
    }
  }

  /** {@code scan}: what matches, or what its groups caught. */
  static final class Scan extends Node {
    private final Match match;

    Scan(RegexArgument pattern, int line) {
      this.match = new Match(pattern, line);
    }

    @Override
    Node step(Cursor cursor) {
      match.run(
          cursor.env,
          cursor.in,
          null,
          (found, path) -> {
            ArrayNode strings = Values.array();
            found.get("captures").forEach(capture -> strings.add(capture.get("string")));
            cursor.emit(strings.isEmpty() ? found.get("string") : strings);
          });
      return null;
    }
  }

  /** {@code splits}: what stands between matches. */
  static final class Splits extends ForEachRegex {

    Splits(RegexArgument pattern, int line) {
      super(pattern, line);
    }

    @Override
    void use(Cursor cursor, Regex regex) {
      String text = subject(cursor.in);
      int previous = 0;
      int counted = 0; // characters before it
      for (JsonNode match : regex.matches(text, cursor.env.run)) {
        int offset = match.get("offset").intValue();
        int at = text.offsetByCodePoints(previous, offset - counted);
        if (cursor.env.run.isLeaving()) {
          return;
        }
        cursor.emit(TextNode.valueOf(text.substring(previous, at)));
        counted = offset + match.get("length").intValue();
        previous = text.offsetByCodePoints(at, match.get("length").intValue());
      }
      if (!cursor.env.run.isLeaving()) {
        cursor.emit(TextNode.valueOf(text.substring(previous)));
      }
    }
  }
}
