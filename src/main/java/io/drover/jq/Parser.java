package io.drover.jq;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a program, by the precedences of jq 1.7. It takes a little more than jq 1.7 does: operators
 * in the values of an object, and {@code if}, {@code reduce} and {@code foreach} followed by a
 * suffix.
 */
final class Parser extends TokenReader {
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

  private Parser(List<Token> tokens) {
    super(tokens);
  }

  /**
   * Reads it.
   *
   * @throws SyntaxError where it is no jq
   */
  static Ast parse(String program) {
    return program(Lexer.tokens(program));
  }

  private static Ast program(List<Token> tokens) {
    Parser parser = new Parser(tokens);
    if (parser.peek().is(Kind.END)) {
      return new Ast.Identity(parser.line());
    }
    Ast program = parser.pipe();
    parser.expectEnd();
    return program;
  }

  /** Expressions with | between them, and what is defined before. */
  Ast pipe() {
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
   * @param binds whether {@code as} may follow
   */
  private Ast postfix(boolean binds) {
    Ast term = term();
    for (int count = 0; ; count++) {
      int line = line();
      if (count > DEEPEST) {
        throw unexpected("more than " + DEEPEST + " suffixes follow one another");
      }
      if (peek().is(Kind.FIELD)) {
        term = index(term, new Ast.Literal(TextNode.valueOf(take().text()), line), line);
      } else if (isSign(Set.of(".")) && peek(1).is(Kind.STRING)) {
        take();
        term = index(term, text(null), line);
      } else if (isSign(Set.of(".")) && peek(1).is("[")) {
        take();
      } else if (accept("[")) {
        term = brackets(term, line);
      } else if (accept("?")) {
        term = new Ast.Try(term, null, line);
      } else if (peek().is("?//")) {
        split("?", "//");
      } else if (binds && accept("as")) {
        List<Ast.Pattern> patterns = patterns();
        expect("|");
        return new Ast.Bind(term, patterns, pipe(), line);
      } else {
        return term;
      }
    }
  }

  private Ast index(Ast of, Ast key, int line) {
    return new Ast.Index(of, key, accept("?"), line);
  }

  private Ast brackets(Ast of, int line) {
    if (accept("]")) {
      return new Ast.Each(of, accept("?"), line);
    }
    if (accept(":")) {
      Ast to = nested();
      expect("]");
      return new Ast.Slice(of, null, to, accept("?"), line);
    }
    Ast key = nested();
    if (!accept(":")) {
      expect("]");
      return index(of, key, line);
    }
    Ast to = peek().is("]") ? null : nested();
    expect("]");
    return new Ast.Slice(of, key, to, accept("?"), line);
  }

  /** A whole expression within brackets, where a comma is a comma again. */
  private Ast nested() {
    boolean before = inObjectValue;
    inObjectValue = false;
    Ast found = pipe();
    inObjectValue = before;
    return found;
  }

  private Ast term() {
    int line = line();
    Token token = take();
    return switch (token.kind()) {
      case NUMBER -> new Ast.Literal(Numbers.literal(token.text()), line);
      case STRING -> text(token, null);
      case FORMAT ->
          peek().is(Kind.STRING) ? text(token.text()) : new Ast.Format(token.text(), line);
      case VARIABLE -> variable(token);
      case FIELD -> {
        Ast key = new Ast.Literal(TextNode.valueOf(token.text()), line);
        yield index(new Ast.Identity(line), key, line);
      }
      case NAME -> named(token);
      case SIGN -> signed(token);
      case END -> throw unexpected(token, "an expression is missing");
    };
  }

  private Ast variable(Token token) {
    return token.text().equals("__loc__")
        ? new Ast.Literal(Values.location(token.line()), token.line())
        : new Ast.Variable(token.text(), token.line());
  }

  private Ast signed(Token token) {
    int line = token.line();
    switch (token.text()) {
      case "." -> {
        if (peek().is(Kind.STRING)) {
          return index(new Ast.Identity(line), text(null), line);
        }
        return new Ast.Identity(line);
      }
      case ".." -> {
        return new Ast.Descend(line);
      }
      case "(" -> {
        Ast inner = nested();
        expect(")");
        return inner;
      }
      case "[" -> {
        Ast content = peek().is("]") ? null : nested();
        expect("]");
        return new Ast.Collect(content, line);
      }
      case "{" -> {
        return object(line);
      }
      case "-" -> {
        return new Ast.Negate(postfix(false), line);
      }
      default -> throw unexpected(token, "an expression is missing");
    }
  }

  private Ast named(Token token) {
    int line = token.line();
    return switch (token.text()) {
      case "true" -> new Ast.Literal(BooleanNode.TRUE, line);
      case "false" -> new Ast.Literal(BooleanNode.FALSE, line);
      case "null" -> new Ast.Literal(NullNode.instance, line);
      case "def" -> definition(line);
      case "if" -> condition(line);
      case "try" -> {
        Ast body = postfix(false);
        yield new Ast.Try(body, accept("catch") ? postfix(false) : null, line);
      }
      case "reduce" -> reduce(line);
      case "foreach" -> foreach(line);
      case "label" -> {
        String name = takeVariable();
        expect("|");
        yield new Ast.Label(name, pipe(), line);
      }
      case "break" -> new Ast.Break(takeVariable(), line);
      case "import", "include", "module" ->
          throw new SyntaxError(
              line, token.text() + ": modules are not available: put the functions into this file");
      default -> {
        if (TokenReader.KEYWORDS.contains(token.text())) {
          throw unexpected(token, "an expression is missing");
        }
        yield new Ast.Call(token.text(), arguments(), line);
      }
    };
  }

  private List<Ast> arguments() {
    List<Ast> arguments = new ArrayList<>();
    if (accept("(")) {
      do {
        arguments.add(nested());
      } while (accept(";"));
      expect(")");
    }
    return arguments;
  }

  private Ast definition(int line) {
    String name = takeName("the name of a function");
    List<String> parameters = new ArrayList<>();
    if (accept("(")) {
      do {
        boolean value = peek().is(Kind.VARIABLE);
        parameters.add(value ? "$" + take().text() : takeName("the name of a parameter"));
      } while (accept(";"));
      expect(")");
    }
    expect(":");
    Ast body = nested();
    expect(";");
    Ast rest =
        peek().is(Kind.END) ? new Ast.Identity(line()) : pipe(); // a program of definitions alone
    return new Ast.Define(name, parameters, body, rest, line);
  }

  private Ast condition(int line) {
    Ast condition = nested();
    expect("then");
    Ast then = nested();
    int next = line();
    Ast otherwise;
    if (accept("elif")) {
      otherwise = condition(next);
    } else if (accept("else")) {
      otherwise = nested();
      expect("end");
    } else {
      expect("end");
      otherwise = new Ast.Identity(next);
    }
    return new Ast.If(condition, then, otherwise, line);
  }

  private Ast reduce(int line) {
    Ast source = postfix(false);
    expect("as");
    List<Ast.Pattern> patterns = patterns();
    expect("(");
    Ast init = nested();
    expect(";");
    Ast update = nested();
    expect(")");
    return new Ast.Reduce(source, patterns, init, update, line);
  }

  private Ast foreach(int line) {
    Ast source = postfix(false);
    expect("as");
    List<Ast.Pattern> patterns = patterns();
    expect("(");
    Ast init = nested();
    expect(";");
    Ast update = nested();
    Ast extract = accept(";") ? nested() : null;
    expect(")");
    return new Ast.Foreach(source, patterns, init, update, extract, line);
  }

  private Ast text(String format) {
    return text(take(), format);
  }

  private Ast text(Token token, String format) {
    List<Object> parts = new ArrayList<>();
    for (Object part : token.parts()) {
      if (part instanceof List<?> tokens) {
        parts.add(program(tokens.stream().map(Token.class::cast).toList()));
      } else if (!part.equals("")) {
        parts.add(part);
      }
    }
    if (parts.stream().allMatch(String.class::isInstance)) {
      return new Ast.Literal(
          TextNode.valueOf(parts.isEmpty() ? "" : (String) parts.get(0)), token.line());
    }
    return new Ast.Text(format, parts, token.line());
  }

  // ---- objects

  private Ast object(int line) {
    List<Ast.Member> members = new ArrayList<>();
    while (!accept("}")) {
      members.add(member());
      if (!accept(",")) {
        expect("}");
        break;
      }
    }
    return new Ast.Build(members, line);
  }

  private Ast.Member member() {
    int line = line();
    Token token = take();
    Ast literal = new Ast.Literal(TextNode.valueOf(token.text()), line);
    Ast key;
    Ast alone; // what the key alone stands for
    switch (token.kind()) {
      case VARIABLE -> {
        key = literal;
        alone = variable(token);
      }
      case NAME -> {
        key = literal;
        alone = new Ast.Index(new Ast.Identity(line), literal, false, line);
      }
      case STRING -> {
        key = text(token, null);
        alone = new Ast.Index(new Ast.Identity(line), key, false, line);
      }
      case FORMAT -> {
        if (!peek().is(Kind.STRING)) {
          throw unexpected(token, "a key of an object is missing");
        }
        key = text(token.text());
        alone = new Ast.Index(new Ast.Identity(line), key, false, line);
      }
      case NUMBER ->
          throw new SyntaxError(line, "cannot use number (" + token.text() + ") as object key");
      default -> {
        if (!token.is("(")) {
          throw unexpected(token, "a key of an object is missing");
        }
        key = nested();
        expect(")");
        alone = null;
      }
    }
    if (alone != null && !peek().is(":")) {
      return new Ast.Member(key, alone);
    }
    expect(":");
    if (token.is(Kind.VARIABLE)) {
      key = variable(token);
    }
    return new Ast.Member(key, objectValue());
  }

  private Ast objectValue() {
    boolean before = inObjectValue;
    inObjectValue = true;
    Ast value = pipe();
    inObjectValue = before;
    return value;
  }

  // ---- patterns

  private List<Ast.Pattern> patterns() {
    List<Ast.Pattern> patterns = new ArrayList<>();
    do {
      patterns.add(pattern());
    } while (accept("?//"));
    return patterns;
  }

  private Ast.Pattern pattern() {
    Token token = take();
    if (token.is(Kind.VARIABLE)) {
      return new Ast.Pattern.Name(token.text());
    }
    if (token.is("[")) {
      List<Ast.Pattern> items = new ArrayList<>();
      do {
        items.add(pattern());
      } while (accept(","));
      expect("]");
      return new Ast.Pattern.Items(items);
    }
    if (token.is("{")) {
      List<Ast.Pattern.Entry> entries = new ArrayList<>();
      do {
        entries.add(entry());
      } while (accept(","));
      expect("}");
      return new Ast.Pattern.Members(entries);
    }
    throw unexpected(token, "after as stands $name, [...] or {...}");
  }

  private Ast.Pattern.Entry entry() {
    int line = line();
    Token token = take();
    String variable = token.is(Kind.VARIABLE) ? token.text() : null;
    Ast key;
    if (token.is(Kind.VARIABLE) || token.is(Kind.NAME)) {
      key = new Ast.Literal(TextNode.valueOf(token.text()), line);
    } else if (token.is(Kind.STRING)) {
      key = text(token, null);
    } else if (token.is("(")) {
      key = nested();
      expect(")");
    } else {
      throw unexpected(token, "a key of the pattern is missing");
    }
    if (variable != null && !peek().is(":")) {
      return new Ast.Pattern.Entry(key, variable, null);
    }
    expect(":");
    return new Ast.Pattern.Entry(key, variable, pattern());
  }
}
