package io.drover.jq;

import io.drover.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Goes through tokens. */
class TokenReader {
  static final Set<String> KEYWORDS =
      Set.of(
          "as", "def", "if", "then", "elif", "else", "end", "and", "or", "reduce", "foreach", "try",
          "catch", "label", "import", "include", "module", "__loc__");

  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  final Token peek() {
    return tokens.get(at);
  }

  final Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** The one that was taken before; one that is nothing else at the start. */
  final Token before() {
    return at == 0 ? Token.of(Kind.END, "", line()) : tokens.get(at - 1);
  }

  final int line() {
    return peek().line();
  }

  final Token take() {
    Token token = peek();
    if (!token.is(Kind.END)) {
      at++;
    }
    return token;
  }

  final boolean accept(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  final void expect(String sign) {
    if (!accept(sign)) {
      throw unexpected("expected '" + sign + "'");
    }
  }

  final void expectEnd() {
    if (!peek().is(Kind.END)) {
      throw unexpected(Hints.extra(before(), peek()));
    }
  }

  final boolean isSign(Set<String> signs) {
    return peek().is(Kind.SIGN) && signs.contains(peek().text());
  }

  /** Of signs and of words such as {@code and}. */
  final boolean isOneOf(Set<String> signs) {
    return isSign(signs) || (peek().is(Kind.NAME) && signs.contains(peek().text()));
  }

  /** Has the token here be two. */
  final void split(String first, String second) {
    int line = line();
    tokens.set(at, Token.of(Kind.SIGN, second, line));
    tokens.add(at, Token.of(Kind.SIGN, first, line));
  }

  final String takeVariable() {
    if (!peek().is(Kind.VARIABLE)) {
      throw unexpected("expected $name");
    }
    return take().text();
  }

  final String takeName(String what) {
    if (!peek().is(Kind.NAME) || KEYWORDS.contains(peek().text())) {
      throw unexpected("expected " + what);
    }
    return take().text();
  }

  final SyntaxError unexpected(String hint) {
    return unexpected(peek(), hint);
  }

  static SyntaxError unexpected(Token token, String hint) {
    return new SyntaxError(token.line(), "unexpected " + token.shown() + ": " + hint);
  }
}
