package io.drover.routes;

import io.drover.routes.JqTokens.Kind;
import io.drover.routes.JqTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The functions that a jq program calls and those that it defines, by its text alone. It is for
 * programs that compile: of others it says nothing useful.
 */
final class JqFunctions {
  private static final Set<String> KEYWORDS =
      Set.of(
          "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch",
          "label", "break", "and", "or", "true", "false", "null", "__loc__");
  private static final Set<String> MODULES = Set.of("import", "include", "module");

  /** Takes the name of a value for the value itself. */
  private static final String CONSTANT = "constant";

  record Call(String name, int arity, int line) {
    @Override
    public String toString() {
      return name + "/" + arity;
    }
  }

  /** What a bracket opens. */
  private static final class Frame {
    private final char bracket;
    private final Token function;
    private final boolean literal;
    private int arguments = 1;
    private int definitions;
    private boolean key;

    Frame(char bracket, Token function, boolean literal) {
      this.bracket = bracket;
      this.function = function;
      this.literal = literal;
      this.key = bracket == '{';
    }
  }

  private final List<Token> tokens;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private boolean usesModules;
  private int at;

  private JqFunctions(List<Token> tokens) {
    this.tokens = tokens;
    frames.push(new Frame(' ', null, false));
    while (at < tokens.size()) {
      step(tokens.get(at));
      at++;
    }
  }

  /** The calls of what the program does not define, as they stand in it. */
  static List<Call> foreign(List<Token> program) {
    JqFunctions functions = new JqFunctions(program);
    if (functions.usesModules) {
      return List.of();
    }
    return functions.calls.stream()
        .filter(call -> !functions.defined.contains(call.toString()))
        .toList();
  }

  private void step(Token token) {
    if (token.kind() == Kind.NAME) {
      name(token);
    } else if (token.kind() == Kind.SIGN) {
      sign(token);
    }
  }

  private void name(Token token) {
    Frame frame = frames.element();
    String name = token.text();
    boolean field = before(".") || before("$");
    if (field || frame.literal || (frame.key && frame.bracket == '{')) {
      return;
    }
    if (before("@")) {
      calls.add(new Call("@" + name, 0, token.line()));
    } else if (name.equals("def")) {
      frame.definitions++;
      define();
    } else if (MODULES.contains(name) || name.contains("::")) {
      usesModules = true;
    } else if (!KEYWORDS.contains(name) && !(peek(1) != null && peek(1).is("("))) {
      calls.add(new Call(name, 0, token.line()));
    }
  }

  /** Reads {@code def name(parameters)}. */
  private void define() {
    Token name = peek(1);
    if (name == null) {
      return;
    }
    at++;
    int parameters = 0;
    if (peek(1) != null && peek(1).is("(")) {
      for (at++; at < tokens.size() && !tokens.get(at).is(")"); at++) {
        if (tokens.get(at).kind() == Kind.NAME) {
          parameters++;
          defined.add(tokens.get(at).text() + "/0");
        }
      }
    }
    defined.add(name.text() + "/" + parameters);
  }

  private void sign(Token token) {
    Frame frame = frames.element();
    switch (token.text()) {
      case "(" -> open(frame);
      case "[", "{" -> frames.push(new Frame(token.text().charAt(0), null, frame.literal));
      case ")", "]", "}" -> close();
      case ":" -> frame.key = false;
      case "," -> frame.key = true;
      case ";" -> {
        if (frame.definitions > 0) {
          frame.definitions--;
        } else {
          frame.arguments++;
        }
      }
      default -> {}
    }
  }

  private void open(Frame frame) {
    Token function = isFunction(at - 1) ? tokens.get(at - 1) : null;
    boolean constant = function != null && function.text().equals(CONSTANT);
    frames.push(new Frame('(', function, frame.literal || constant));
  }

  private void close() {
    Frame frame = frames.pop();
    if (frames.isEmpty()) { // not a program
      frames.push(new Frame(' ', null, false));
    }
    if (frame.function != null && !frames.element().literal) {
      calls.add(new Call(frame.function.text(), frame.arguments, frame.function.line()));
    }
  }

  private boolean isFunction(int index) {
    if (index < 0 || tokens.get(index).kind() != Kind.NAME) {
      return false;
    }
    boolean field =
        index > 0
            && (tokens.get(index - 1).is(".")
                || tokens.get(index - 1).is("$")
                || tokens.get(index - 1).is("@"));
    return !field && !KEYWORDS.contains(tokens.get(index).text());
  }

  private boolean before(String sign) {
    return at > 0 && tokens.get(at - 1).is(sign);
  }

  private Token peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
  }
}
