package io.drover.jq;

import java.util.List;

/**
 * A piece of a program.
 *
 * @param text of a field or variable its name alone, of a format its name without the at sign
 * @param parts of a string what stands in it: texts, and the tokens of what is interpolated
 */
record Token(Kind kind, String text, List<Object> parts, int line) {
  enum Kind {
    FIELD,
    NAME,
    VARIABLE,
    FORMAT,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  /** Names are interned, as those are that Jackson reads: so they are found at once. */
  static Token of(Kind kind, String text, int line) {
    return new Token(kind, text.intern(), List.of(), line);
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** As messages call it. */
  String shown() {
    return switch (kind) {
      case END -> "end of the program";
      case STRING -> "a string";
      case FIELD -> "'." + text + "'";
      case VARIABLE -> "'$" + text + "'";
      case FORMAT -> "'@" + text + "'";
      default -> "'" + text + "'";
    };
  }
}
