package io.drover.testing.mutation;

/**
 * A piece of a script that has a meaning.
 *
 * @param start of the piece
 * @param end after the piece
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    /** A word: a function, a variable, a keyword. */
    WORD,
    /** In jq {@code .name}. */
    FIELD,
    /** In jq {@code $name}. */
    VARIABLE,
    NUMBER,
    /** What stands between quotes, or between them and a value that is put in. */
    TEXT,
    /** A quote. */
    QUOTE,
    /** Anything else. */
    SIGN
  }

  boolean is(String other) {
    return text.equals(other) && kind != Kind.TEXT;
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
