package io.drover.jq;

import java.util.Map;
import java.util.Set;

/** What may have been meant by what is no jq, mostly because it is another language. */
final class Hints {
  private static final String QUOTES = ": texts stand between \"double quotes\"";
  private static final Map<Integer, String> CHARACTERS =
      Map.ofEntries(
          Map.entry((int) '\'', QUOTES),
          Map.entry((int) '`', QUOTES),
          Map.entry(0x2018, QUOTES),
          Map.entry(0x2019, QUOTES),
          Map.entry(0x201C, QUOTES),
          Map.entry(0x201D, QUOTES),
          Map.entry((int) '&', ": for && jq has 'and'"),
          Map.entry((int) '!', ": 'not' stands behind its value: (... | not)"),
          Map.entry((int) '~', ": regular expressions are matched by test(\"...\")"),
          Map.entry((int) '^', ": powers are given by pow(x; y)"));
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private Hints() {}

  /** Behind a message about a character; empty if there is nothing to say. */
  static String ofCharacter(int character) {
    return CHARACTERS.getOrDefault(character, "");
  }

  /** For a token where an expression should begin. */
  static String missing(Token before, Token token) {
    String hint = "an expression is missing";
    if (token.is("|") && before.is("|")) {
      return hint + ": for || jq has 'or'";
    }
    if (token.is("=") && (before.is("==") || before.is("!="))) {
      return hint + ": jq compares by == and !=";
    }
    if (token.is("//") || (token.is("/") && !before.is("/"))) {
      return hint + ": comments begin with #";
    }
    if (CLOSING.contains(token.text()) && before.is(",")) {
      return hint + " behind the comma";
    }
    return hint;
  }

  /** For a token behind the end of an expression. */
  static String extra(Token before, Token token) {
    String hint = "nothing more is expected there";
    if (CLOSING.contains(token.text())) {
      return hint + ": no bracket is open";
    }
    if (before.is("?")) {
      return hint + ": a choice is if ... then ... else ... end, a default is a // b";
    }
    if (token.is("(") && before.is(Token.Kind.FIELD)) {
      return hint + ": functions stand behind a pipe, as in .items | length";
    }
    if (before.is(Token.Kind.NAME) && !token.is(Token.Kind.END)) {
      return hint + ": arguments stand in parentheses, as in select(.a), more than one with ;";
    }
    return hint;
  }

  /** For a function that there is not, behind a minus. */
  static String minus(Ast left, String name) {
    boolean member = left instanceof Ast.Index index && index.key() instanceof Ast.Literal;
    if (!member) {
      return "";
    }
    String before = ((Ast.Literal) ((Ast.Index) left).key()).value().asText();
    return ": a name with a minus is written as in .[\"" + before + "-" + name + "\"]";
  }
}
