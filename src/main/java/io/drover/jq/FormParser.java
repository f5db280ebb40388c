package io.drover.jq;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads what has a form of its own: texts, objects, and the patterns behind {@code as}. */
abstract class FormParser extends OperatorParser {
  FormParser(List<Token> tokens) {
    super(tokens);
  }

  /** Reads what a text interpolates. */
  abstract Ast program(List<Token> tokens);

  /** A variable, or the place for {@code $__loc__}. */
  abstract Ast variable(Token token);

  final Ast text(String format) {
    return text(take(), format);
  }

  final Ast text(Token token, String format) {
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

  final Ast object(int line) {
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

  final List<Ast.Pattern> patterns() {
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
