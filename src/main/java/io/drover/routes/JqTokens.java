package io.drover.routes;

import java.util.ArrayList;
import java.util.List;

/**
 * A jq program in pieces, with their lines; comments left out. What a string interpolates comes
 * after it, in pieces of its own.
 */
final class JqTokens {
  enum Kind {
    NAME,
    STRING,
    NUMBER,
    SIGN
  }

  /**
   * @param text of a string all of it, with quotes and what is interpolated
   */
  record Token(Kind kind, String text, int line) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private JqTokens(String text) {
    this.text = text;
  }

  static List<Token> of(String program) {
    JqTokens tokens = new JqTokens(program);
    tokens.read(false);
    return tokens.tokens;
  }

  /**
   * @param inString whether these are those of an interpolation, up to its closing parenthesis
   */
  private void read(boolean inString) {
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '"') {
        string();
      } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
        number();
      } else if (isLetter(c)) {
        name();
      } else {
        sign(c);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (inString && open == 0) {
          return;
        }
      }
    }
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  private void string() {
    int begin = at;
    int index = tokens.size();
    add(Kind.STRING, "");
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\n') {
        line++;
      }
      if (text.startsWith("\\(", at)) {
        at++;
        read(true);
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
    String whole = text.substring(begin, Math.min(at, text.length()));
    tokens.set(index, new Token(Kind.STRING, whole, tokens.get(index).line()));
  }

  private void number() {
    int begin = at;
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        at += 1 + sign;
        digits();
      }
    }
    add(Kind.NUMBER, text.substring(begin, at));
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private void name() {
    int begin = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(at) || isModule())) {
      at += isModule() ? 2 : 1;
    }
    add(Kind.NAME, text.substring(begin, at));
  }

  /** Whether a name goes on after two colons, as that of a module's function does. */
  private boolean isModule() {
    return text.startsWith("::", at);
  }

  private void sign(char c) {
    String found = text.startsWith("..", at) ? ".." : String.valueOf(c);
    add(Kind.SIGN, found);
    at += found.length();
  }

  private void add(Kind kind, String found) {
    tokens.add(new Token(kind, found, line));
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
