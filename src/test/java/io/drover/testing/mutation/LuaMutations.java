package io.drover.testing.mutation;

import io.drover.testing.mutation.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All small changes of a Lua script. */
final class LuaMutations {
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "for",
          "function",
          "if",
          "in",
          "local",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "until",
          "while");
  private static final Set<String> BLOCKS = Set.of("function", "if", "do");
  private static final Set<String> PATTERNS = Set.of("match", "gmatch", "gsub", "find");
  private static final Swaps SWAPS = new Swaps(Map.of("==", "~=", "~=", "==", "#", "", "not", ""));

  private final String text;
  private final Tokens tokens;
  private final List<Edit> edits = new ArrayList<>();

  private LuaMutations(String text) {
    this.text = text;
    this.tokens = Tokens.ofLua(text);
  }

  static List<Edit> of(String text) {
    LuaMutations mutations = new LuaMutations(text);
    mutations.lines();
    for (int i = 0; i < mutations.tokens.size(); i++) {
      mutations.token(i);
    }
    return mutations.edits;
  }

  /** Without each line that is a statement, or a member of a table, by itself. */
  private void lines() {
    int start = 0;
    for (String line : text.lines().toList()) {
      Tokens parts = Tokens.ofLua(line);
      if (parts.size() > 0 && isWhole(parts)) {
        edits.add(new Edit(start, start + line.length(), ""));
      }
      start += line.length() + 1;
    }
  }

  private static boolean isWhole(Tokens line) {
    int depth = 0;
    for (int i = 0; i < line.size(); i++) {
      Token token = line.get(i);
      if (!token.is(Kind.TEXT)) {
        depth += Set.of("(", "{", "[").contains(token.text()) ? 1 : 0;
        depth -= Set.of(")", "}", "]").contains(token.text()) ? 1 : 0;
        if (BLOCKS.contains(token.text()) || token.is("end") || token.is("else") || depth < 0) {
          return false;
        }
      }
    }
    return depth == 0;
  }

  private void token(int index) {
    Token token = tokens.get(index);
    switch (token.kind()) {
      case NUMBER -> edits.addAll(TextEdits.ofNumber(token));
      case TEXT -> edits.addAll(text(index));
      case QUOTE -> edits.addAll(TextEdits.ofQuote(tokens, index));
      default -> {
        for (String other : SWAPS.of(token)) {
          edits.add(tokens.replace(index, index, other));
        }
        word(index);
      }
    }
  }

  private void word(int index) {
    Token word = tokens.get(index);
    if (word.is("if") || word.is("elseif") || word.is("while")) {
      int end = tokens.find(index + 1, Set.of("then", "do"));
      String condition = tokens.between(index + 1, end - 1);
      edits.add(tokens.replace(index + 1, end - 1, "not (" + condition + ")"));
      edits.add(tokens.replace(index + 1, end - 1, "true"));
      edits.add(tokens.replace(index + 1, end - 1, "false"));
    } else if (word.is("return")) {
      edits.add(new Edit(word.end(), endOfLine(word.end()), " nil"));
    } else if (word.is("..")) {
      edits.add(new Edit(word.start(), word.end(), "and"));
    } else if (isCall(index)) {
      call(index);
    } else if (tokens.get(index - 1).is(".") && !tokens.get(index + 1).is("(")) {
      edits.add(tokens.replace(index - 1, index, "")); // the member's holder
    }
  }

  private int endOfLine(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private boolean isCall(int index) {
    Token word = tokens.get(index);
    int first = callee(index);
    return word.is(Kind.WORD)
        && !KEYWORDS.contains(word.text())
        && tokens.get(index + 1).is("(")
        && !tokens.get(first - 1).is("function");
  }

  /** The index of the first word of a name with dots. */
  private int callee(int index) {
    int first = index;
    while (tokens.get(first - 1).is(".")) {
      first -= 2;
    }
    return first;
  }

  /** A call that gives its first argument; a statement is left out. */
  private void call(int index) {
    int first = callee(index);
    int close = tokens.close(index + 1);
    if (tokens.get(index).is("ipairs") || tokens.get(index).is("pairs")) {
      return;
    }
    int comma = tokens.find(index + 2, Set.of(","));
    boolean statement = text.substring(lineStart(first), tokens.get(first).start()).isBlank();
    int last = comma < 0 ? close - 1 : comma - 1;
    String argument = statement ? "" : "(" + tokens.between(index + 2, last) + ")";
    edits.add(tokens.replace(first, close, argument));
  }

  private int lineStart(int index) {
    return text.lastIndexOf('\n', tokens.get(index).start()) + 1;
  }

  private List<Edit> text(int index) {
    int open = index;
    while (open > 0 && !tokens.get(open).is("(") && !tokens.get(open).is("{")) {
      open--;
    }
    return PATTERNS.contains(tokens.get(open - 1).text())
        ? TextEdits.ofPattern(tokens.get(index), '%')
        : TextEdits.ofText(tokens.get(index));
  }
}
