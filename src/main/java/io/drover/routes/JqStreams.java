package io.drover.routes;

import io.drover.routes.JqTokens.Kind;
import io.drover.routes.JqTokens.Token;
import java.util.List;
import java.util.Set;

/** Tells whether a jq program gives its values one by one, as {@code .items[]} does. */
final class JqStreams {
  /** What may make one value of many, or assigns to many: then the text alone does not tell. */
  private static final Set<String> COLLECTING =
      Set.of("reduce", "foreach", "def", "if", "try", "label", "as", "and", "or");

  private static final String OPERATORS = "=+-*/%<>!,";

  private JqStreams() {}

  /** Certain if true; a program may give many values in other ways. */
  static boolean isStream(List<Token> tokens) {
    int depth = 0;
    boolean stream = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean sign = token.kind() == Kind.SIGN;
      if (depth == 0 && (sign ? OPERATORS.contains(token.text()) : isCollecting(tokens, i))) {
        return false;
      }
      if (depth == 0 && token.is("[") && i + 1 < tokens.size() && tokens.get(i + 1).is("]")) {
        stream |= i > 0 && endsTerm(tokens.get(i - 1));
      }
      depth += sign && "([{".contains(token.text()) ? 1 : 0;
      depth -= sign && ")]}".contains(token.text()) ? 1 : 0;
    }
    return stream;
  }

  private static boolean isCollecting(List<Token> tokens, int at) {
    boolean field = at > 0 && (tokens.get(at - 1).is(".") || tokens.get(at - 1).is("$"));
    return !field
        && tokens.get(at).kind() == Kind.NAME
        && COLLECTING.contains(tokens.get(at).text());
  }

  /** Whether brackets after it iterate over it, and are not an empty list. */
  private static boolean endsTerm(Token token) {
    return token.kind() != Kind.SIGN || ".)]}?".contains(token.text());
  }
}
