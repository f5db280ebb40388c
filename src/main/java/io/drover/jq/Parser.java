package io.drover.jq;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a program of jq 1.7, and a little more: operators in the values of an object, and {@code
 * if}, {@code reduce} and {@code foreach} followed by a suffix.
 */
final class Parser extends FormParser {
  private static final int LONGEST = 500; // suffixes in a row

  private Parser(List<Token> tokens) {
    super(tokens);
  }

  /**
   * Reads it.
   *
   * @throws SyntaxError where it is no jq
   */
  static Ast parse(String program) {
    return parse(Lexer.tokens(program));
  }

  @Override
  Ast program(List<Token> tokens) {
    return parse(tokens);
  }

  static Ast parse(List<Token> tokens) {
    Parser parser = new Parser(tokens);
    if (parser.peek().is(Kind.END)) {
      return new Ast.Identity(parser.line());
    }
    Ast program = parser.pipe();
    parser.expectEnd();
    return program;
  }

  @Override
  Ast postfix(boolean binds) {
    Ast term = term();
    for (int count = 0; ; count++) {
      int line = line();
      if (count > LONGEST) {
        throw unexpected("more than " + LONGEST + " suffixes follow one another");
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

  private Ast term() {
    int line = line();
    Token before = before();
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
      case SIGN -> signed(before, token);
      case END -> throw unexpected(token, "an expression is missing");
    };
  }

  @Override
  Ast variable(Token token) {
    return token.text().equals("__loc__")
        ? new Ast.Literal(Values.location(token.line()), token.line())
        : new Ast.Variable(token.text(), token.line());
  }

  private Ast signed(Token before, Token token) {
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
      default -> throw unexpected(token, Hints.missing(before, token));
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
      expectEndOfIf();
    } else {
      expectEndOfIf();
      otherwise = new Ast.Identity(next);
    }
    return new Ast.If(condition, then, otherwise, line);
  }

  private void expectEndOfIf() {
    if (!accept("end")) {
      throw unexpected("expected 'end': each 'if' has its own, 'else if' is written elif");
    }
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
}
