package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A program as it was written, before its names are resolved. */
sealed interface Ast {
  /** The line where it begins. */
  int line();

  record Identity(int line) implements Ast {}

  record Descend(int line) implements Ast {}

  record Literal(JsonNode value, int line) implements Ast {}

  /**
   * A string with what it interpolates.
   *
   * @param format the name of a format, or null
   * @param parts String and Ast
   */
  record Text(String format, List<Object> parts, int line) implements Ast {}

  record Format(String name, int line) implements Ast {}

  record Index(Ast of, Ast key, boolean optional, int line) implements Ast {}

  /** From and to may be null. */
  record Slice(Ast of, Ast from, Ast to, boolean optional, int line) implements Ast {}

  record Each(Ast of, boolean optional, int line) implements Ast {}

  /** Without items if content is null. */
  record Collect(Ast content, int line) implements Ast {}

  record Member(Ast key, Ast value) {}

  record Build(List<Member> members, int line) implements Ast {}

  record Negate(Ast of, int line) implements Ast {}

  record Pipe(Ast left, Ast right, int line) implements Ast {}

  record Comma(Ast left, Ast right, int line) implements Ast {}

  record Binary(String operator, Ast left, Ast right, int line) implements Ast {}

  record And(Ast left, Ast right, int line) implements Ast {}

  record Or(Ast left, Ast right, int line) implements Ast {}

  record Alternative(Ast left, Ast right, int line) implements Ast {}

  /** By = or |=, or by an arithmetic operator, which stands without the = here. */
  record Assign(String operator, Ast target, Ast value, int line) implements Ast {}

  record If(Ast condition, Ast then, Ast otherwise, int line) implements Ast {}

  /** Without a handler if it is null. */
  record Try(Ast body, Ast handler, int line) implements Ast {}

  record Reduce(Ast source, List<Pattern> patterns, Ast init, Ast update, int line)
      implements Ast {}

  /** Without an extract if it is null. */
  record Foreach(Ast source, List<Pattern> patterns, Ast init, Ast update, Ast extract, int line)
      implements Ast {}

  record Bind(Ast source, List<Pattern> patterns, Ast body, int line) implements Ast {}

  /**
   * A function, and what it is known in.
   *
   * @param parameters with a dollar sign in front where they are values
   */
  record Define(String name, List<String> parameters, Ast body, Ast rest, int line)
      implements Ast {}

  record Call(String name, List<Ast> arguments, int line) implements Ast {}

  record Variable(String name, int line) implements Ast {}

  record Label(String name, Ast body, int line) implements Ast {}

  record Break(String name, int line) implements Ast {}

  /** What {@code as} takes a value apart into. */
  sealed interface Pattern {
    record Name(String name) implements Pattern {}

    record Items(List<Pattern> items) implements Pattern {}

    /** Variable or pattern may be null. */
    record Entry(Ast key, String variable, Pattern pattern) {}

    record Members(List<Entry> entries) implements Pattern {}
  }
}
