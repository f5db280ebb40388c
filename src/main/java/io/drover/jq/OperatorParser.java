package io.drover.jq;

import java.util.List;
import java.util.Set;

/** Reads operators, by the precedences of jq 1.7. */
abstract class OperatorParser extends TokenReader {
  private static final List<Set<String>> LEFT =
      List.of(
          Set.of("or"),
          Set.of("and"),
          Set.of("==", "!=", "<", "<=", ">", ">="),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));
  private static final int COMPARISON = 2;
  private static final int PRODUCT = 4;
  private static final Set<String> ASSIGNMENTS =
      Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");

  private static final int DEEPEST = 500;

  private int depth;
  private boolean inObjectValue; // where a comma begins the next member

  OperatorParser(List<Token> tokens) {
    super(tokens);
  }

  /** Expressions with | between them, and what is defined before. */
  final Ast pipe() {
    int line = line();
    if (++depth > DEEPEST) {
      throw new SyntaxError(line, "the program is nested more than " + DEEPEST + " deep");
    }
    Ast left = comma();
    Ast whole = accept("|") ? new Ast.Pipe(left, pipe(), line) : left;
    depth--;
    return whole;
  }

  private Ast comma() {
    int line = line();
    Ast left = alternative();
    while (!inObjectValue && accept(",")) {
      left = new Ast.Comma(left, alternative(), line);
    }
    return left;
  }

  private Ast alternative() {
    int line = line();
    Ast left = assignment();
    return accept("//") ? new Ast.Alternative(left, alternative(), line) : left;
  }

  private Ast assignment() {
    int line = line();
    Ast left = binary(0);
    if (!isSign(ASSIGNMENTS)) {
      return left;
    }
    String sign = take().text();
    Ast right = binary(0);
    if (isSign(ASSIGNMENTS)) {
      throw unexpected("assignments do not follow one another: put one in parentheses");
    }
    String operator = sign.length() == 1 || sign.equals("|=") ? sign : cut(sign);
    return new Ast.Assign(operator, left, right, line);
  }

  private static String cut(String sign) {
    return sign.substring(0, sign.length() - 1);
  }

  private Ast binary(int level) {
    if (level == LEFT.size()) {
      return operand();
    }
    int line = line();
    Ast left = binary(level + 1);
    for (int count = 0; isOneOf(LEFT.get(level)); count++) {
      if (level == COMPARISON && count > 0) {
        throw unexpected("comparisons do not follow one another: put one in parentheses");
      }
      String operator = take().text();
      if (count > DEEPEST) {
        throw unexpected("more than " + DEEPEST + " operators follow one another");
      }
      Ast right = binary(level + 1);
      left =
          switch (operator) {
            case "and" -> new Ast.And(left, right, line);
            case "or" -> new Ast.Or(left, right, line);
            default -> new Ast.Binary(operator, left, right, line);
          };
    }
    return left;
  }

  private Ast operand() {
    int line = line();
    if (accept("-")) {
      return new Ast.Negate(binary(PRODUCT), line);
    }
    return postfix(true);
  }

  /**
   * What stands between operators, with its suffixes.
   *
   * @param binds whether {@code as} may follow
   */
  abstract Ast postfix(boolean binds);

  /** A whole expression within brackets, where a comma is a comma again. */
  final Ast nested() {
    boolean before = inObjectValue;
    inObjectValue = false;
    Ast found = pipe();
    inObjectValue = before;
    return found;
  }

  /** A whole expression as the value of a member, where a comma begins the next one. */
  final Ast objectValue() {
    boolean before = inObjectValue;
    inObjectValue = true;
    Ast value = pipe();
    inObjectValue = before;
    return value;
  }
}
