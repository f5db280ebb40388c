package io.drover.jq;

import io.drover.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a program into tokens. What a string interpolates is cut on its own. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of("?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "..", "//");
  private static final String SINGLE = ".?=;,:|+-*/%<>()[]{}";

  private final String text;
  private int at;
  private int line = 1;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of a program, {@code END} as the last.
   *
   * @throws SyntaxError for what is no token
   */
  static List<Token> tokens(String program) {
    Lexer lexer = new Lexer(program);
    List<Token> tokens = lexer.read(false);
    tokens.add(Token.of(Kind.END, "", lexer.line));
    return tokens;
  }

  private List<Token> read(boolean interpolated) {
    List<Token> tokens = new ArrayList<>();
    int open = 0;
    for (skipSpace(); at < text.length(); skipSpace()) {
      char c = text.charAt(at);
      if (interpolated && c == ')' && open == 0) {
        return tokens;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      tokens.add(next(c));
    }
    if (interpolated) {
      throw new SyntaxError(line, "\\( in a string is not closed");
    }
    return tokens;
  }

  private Token next(char c) {
    if (c == '"') {
      return string();
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      return number();
    }
    if (c == '.' && isLetter(at + 1)) {
      at++;
      return Token.of(Kind.FIELD, name(false), line);
    }
    if (c == '$' && isLetter(at + 1)) {
      at++;
      return Token.of(Kind.VARIABLE, name(true), line);
    }
    if (c == '@' && (isLetter(at + 1) || isDigit(at + 1))) {
      at++;
      return Token.of(Kind.FORMAT, name(false), line);
    }
    if (isLetter(at)) {
      return Token.of(Kind.NAME, name(true), line);
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return Token.of(Kind.SIGN, sign, line);
      }
    }
    if (SINGLE.indexOf(c) < 0) {
      String found = "unexpected character '" + text.substring(at, end(at)) + "'";
      throw new SyntaxError(line, found + Hints.ofCharacter(text.codePointAt(at)));
    }
    at++;
    return Token.of(Kind.SIGN, String.valueOf(c), line);
  }

  private int end(int index) {
    return index + Character.charCount(text.codePointAt(index));
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (!Character.isWhitespace(c) && c != '\uFEFF') {
        return;
      } else {
        line += c == '\n' ? 1 : 0;
        at++;
      }
    }
  }

  private Token string() {
    int begin = line;
    List<Object> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (text.startsWith("\\(", at)) {
        parts.add(literal.toString());
        literal.setLength(0);
        at += 2;
        List<Token> tokens = read(true);
        tokens.add(Token.of(Kind.END, "", line));
        parts.add(tokens);
        at++;
      } else if (c == '\\') {
        escape(literal);
      } else {
        line += c == '\n' ? 1 : 0;
        literal.append(c);
        at++;
      }
    }
    if (at >= text.length()) {
      throw new SyntaxError(begin, "a string is not closed");
    }
    at++;
    parts.add(literal.toString());
    return new Token(Kind.STRING, "", parts, begin);
  }

  private void escape(StringBuilder into) {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int index = "\"\\/bfnrt".indexOf(c);
    if (index >= 0) {
      into.append("\"\\/\b\f\n\r\t".charAt(index));
      at += 2;
    } else if (c == 'u' && at + 6 <= text.length() && isHex(text.substring(at + 2, at + 6))) {
      into.append(character());
    } else {
      throw new SyntaxError(line, "a string has the unknown escape '\\" + c + "'");
    }
  }

  /** By its number in hexadecimal, which may be that of two halves. */
  private String character() {
    char c = hexadecimal(at + 2);
    at += 6;
    if (Character.isHighSurrogate(c)) {
      if (!text.startsWith("\\u", at) || !Character.isLowSurrogate(hexadecimal(at + 2))) {
        throw new SyntaxError(line, "a string has half a surrogate pair");
      }
      at += 6;
      return "" + c + hexadecimal(at - 4);
    }
    return Character.isLowSurrogate(c) ? "\uFFFD" : "" + c;
  }

  /** 0 if there is no number. */
  private char hexadecimal(int from) {
    int to = Math.min(from + 4, text.length());
    String digits = text.substring(Math.min(from, to), to);
    return digits.length() == 4 && isHex(digits) ? (char) Integer.parseInt(digits, 16) : 0;
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(d -> Character.digit(d, 16) >= 0 && d < 128);
  }

  private Token number() {
    int begin = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) | 32) == 'e') {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        at += 1 + sign;
        digits();
      }
    }
    return Token.of(Kind.NUMBER, text.substring(begin, at), line);
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  /**
   * @param modules whether it may have parts with two colons between them
   */
  private String name(boolean modules) {
    int begin = at;
    while (isLetter(at) || isDigit(at) || (modules && text.startsWith("::", at))) {
      at += text.charAt(at) == ':' ? 2 : 1;
    }
    return text.substring(begin, at);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private boolean isLetter(int index) {
    if (index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
