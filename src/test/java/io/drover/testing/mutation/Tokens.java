package io.drover.testing.mutation;

import io.drover.testing.mutation.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens of a script, and what belongs together among them. */
final class Tokens {
  private static final Set<String> OPENING = Set.of("(", "[", "{", "\\(");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");
  private static final Token NONE = new Token(Kind.SIGN, "", -1, -1);

  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  private Tokens(String text) {
    this.text = text;
  }

  /** Of jq: comments begin with #, and a string may hold values as {@code \(...)}. */
  static Tokens ofJq(String text) {
    return new Tokens(text).read("#", true);
  }

  /** Of Lua: comments begin with --. */
  static Tokens ofLua(String text) {
    return new Tokens(text).read("--", false);
  }

  private Tokens read(String comment, boolean jq) {
    int at = 0;
    while (at < text.length()) {
      at = next(at, comment, jq);
    }
    return this;
  }

  private int next(int at, String comment, boolean jq) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (text.startsWith(comment, at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (c == '"') {
      return string(at, comment, jq);
    }
    if (Character.isDigit(c)) {
      return add(Kind.NUMBER, at, runOf(at));
    }
    if (isWord(c)) {
      return add(Kind.WORD, at, runOf(at));
    }
    if (jq && c == '$') {
      return add(Kind.VARIABLE, at, runOf(at + 1));
    }
    boolean named = jq && c == '.' && at + 1 < text.length() && isWord(text.charAt(at + 1));
    return named ? add(Kind.FIELD, at, runOf(at + 1)) : add(Kind.SIGN, at, at + sign(at));
  }

  private int sign(int at) {
    for (String two : List.of("==", "~=", "!=", "<=", ">=", "//", "|=", "+=", "..")) {
      if (text.startsWith(two, at)) {
        return 2;
      }
    }
    return 1;
  }

  private int string(int start, String comment, boolean jq) {
    int at = add(Kind.QUOTE, start, start + 1);
    int from = at;
    while (text.charAt(at) != '"') {
      if (jq && text.startsWith("\\(", at)) {
        add(Kind.TEXT, from, at);
        int depth = tokens.size();
        at = add(Kind.SIGN, at, at + 2);
        while (close(depth) < 0) {
          at = next(at, comment, true);
        }
        from = at;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    add(Kind.TEXT, from, at);
    return add(Kind.QUOTE, at, at + 1);
  }

  private int add(Kind kind, int start, int end) {
    if (kind != Kind.TEXT || end > start) {
      tokens.add(new Token(kind, text.substring(start, end), start, end));
    }
    return end;
  }

  private int runOf(int at) {
    int end = at;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  int size() {
    return tokens.size();
  }

  /** The token of an index; one without text before the first and after the last. */
  Token get(int index) {
    return index < 0 || index >= tokens.size() ? NONE : tokens.get(index);
  }

  /** The index of the bracket that closes the one at an index; -1 if none does. */
  int close(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (isOpening(i)) {
        depth++;
      } else if (isClosing(i) && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean isOpening(int index) {
    return get(index).is(Kind.SIGN) && OPENING.contains(get(index).text());
  }

  private boolean isClosing(int index) {
    return get(index).is(Kind.SIGN) && CLOSING.contains(get(index).text());
  }

  /** The index of the first of some words or signs that is in no bracket opened later; -1. */
  int find(int from, Set<String> ends) {
    for (int i = from; i < tokens.size(); i++) {
      Token token = get(i);
      if (!token.is(Kind.TEXT) && ends.contains(token.text())) {
        return i;
      }
      if (isOpening(i)) {
        i = close(i);
      } else if (isClosing(i)) {
        return -1;
      }
    }
    return -1;
  }

  /** The text from a token to another one, both included. */
  String between(int first, int last) {
    return text.substring(get(first).start(), get(last).end());
  }

  /** Replaces what stands from a token to another one, both included. */
  Edit replace(int first, int last, String replacement) {
    return new Edit(get(first).start(), get(last).end(), replacement);
  }
}
