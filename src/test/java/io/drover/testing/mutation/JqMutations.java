package io.drover.testing.mutation;

import io.drover.testing.mutation.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** All small changes of a jq script. */
final class JqMutations {
  private static final Set<String> KEYWORDS =
      Set.of("def", "if", "then", "elif", "else", "end", "as", "reduce", "and", "or", "empty");
  private static final Set<String> CONDITIONS =
      Set.of("startswith", "endswith", "test", "any", "all", "contains", "has", "not", "inside");
  private static final Set<String> PATTERNS = Set.of("test", "gsub", "sub", "match", "capture");
  private static final Swaps SWAPS =
      new Swaps(
          Map.of(
              "==", "!=",
              "!=", "==",
              "//", "|",
              "|=", "=",
              "?", "",
              "any", "all",
              "all", "any",
              "startswith", "endswith",
              "endswith", "startswith",
              "null", "false"));

  private final Tokens tokens;
  private final List<Edit> edits = new ArrayList<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private JqMutations(String text) {
    tokens = Tokens.ofJq(text);
  }

  static List<Edit> of(String text) {
    JqMutations mutations = new JqMutations(text);
    mutations.collect();
    return mutations.edits;
  }

  private void collect() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.kind()) {
        case NUMBER -> edits.addAll(TextEdits.ofNumber(token));
        case TEXT -> edits.addAll(text(i));
        case VARIABLE -> variable(i);
        case FIELD -> field(i);
        case WORD -> word(i);
        case QUOTE -> edits.addAll(TextEdits.ofQuote(tokens, i));
        case SIGN -> sign(i);
      }
    }
  }

  /** Whether a token is a member's name, or a member that is a name alone. */
  private boolean isKey(int index) {
    Token before = tokens.get(index - 1);
    return !open.isEmpty() && tokens.get(open.peek()).is("{") && (before.is("{") || before.is(","));
  }

  private void sign(int index) {
    swap(index);
    Token token = tokens.get(index);
    if (token.is("//") && tokens.get(index + 1).is(Kind.QUOTE)) {
      int last = index + 1;
      do {
        last++;
      } while (!tokens.get(last).is(Kind.QUOTE));
      edits.add(tokens.replace(index, last, ""));
    } else if (token.is("//") && tokens.get(index + 1).is("{")) {
      edits.add(tokens.replace(index, tokens.close(index + 1), ""));
    }
    if (Set.of("(", "[", "{", "\\(").contains(token.text())) {
      open.push(index);
      if (token.is("{")) {
        members(index);
      }
    } else if (Set.of(")", "]", "}").contains(token.text())) {
      open.pop();
    }
  }

  private void swap(int index) {
    boolean negative = tokens.get(index).is("-") && tokens.get(index - 1).is(":");
    if (!negative) {
      for (String other : SWAPS.of(tokens.get(index))) {
        edits.add(tokens.replace(index, index, other));
      }
    }
  }

  /** An object without each of its members. */
  private void members(int brace) {
    int end = tokens.close(brace);
    int from = brace + 1;
    while (from < end) {
      int comma = tokens.find(from, Set.of(","));
      int last = comma < 0 ? end - 1 : comma;
      boolean only = from == brace + 1 && comma < 0;
      boolean isLast = comma < 0 && !only;
      edits.add(tokens.replace(isLast ? from - 1 : from, last, ""));
      from = last + 1;
    }
  }

  private List<Edit> text(int index) {
    Token text = tokens.get(index);
    String function = tokens.get(index - 3).text();
    boolean pattern =
        tokens.get(index - 1).is(Kind.QUOTE)
            && tokens.get(index - 2).is("(")
            && PATTERNS.contains(function);
    if (!pattern) {
      return TextEdits.ofText(text);
    }
    List<Edit> patterns = new ArrayList<>(TextEdits.ofPattern(text, '\\'));
    patterns.removeIf(edit -> function.equals("gsub") && isEndless(text, edit));
    return patterns;
  }

  /** Whether a pattern matches an empty text, which gsub would replace for ever. */
  private static boolean isEndless(Token pattern, Edit edit) {
    int start = edit.start() - pattern.start();
    int end = edit.end() - pattern.start();
    String changed = new Edit(start, end, edit.replacement()).apply(pattern.text());
    try {
      return Pattern.compile(changed.replace("\\\\", "\\")).matcher("x").replaceAll("y").length()
          > 1;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private void variable(int index) {
    if (!tokens.get(index - 1).is("as") && !isParameter()) {
      edits.add(tokens.replace(index, index, "null"));
    }
  }

  /** Whether what comes is declared as a parameter of a rule. */
  private boolean isParameter() {
    return !open.isEmpty() && tokens.get(open.peek() - 2).is("def");
  }

  private void field(int index) {
    Token before = tokens.get(index - 1);
    boolean after =
        before.end() == tokens.get(index).start()
            && (before.is(Kind.WORD)
                || before.is(Kind.FIELD)
                || before.is(Kind.VARIABLE)
                || before.is("]")
                || before.is(")"));
    boolean more = tokens.get(index + 1).is(Kind.FIELD);
    edits.add(tokens.replace(index, index, after || more ? "" : "."));
  }

  private void word(int index) {
    Token word = tokens.get(index);
    if (word.is("def")) {
      int colon = tokens.find(index + 2, Set.of(":"));
      int end = tokens.find(colon + 1, Set.of(";"));
      edits.add(tokens.replace(colon + 1, end - 1, "."));
    } else if (word.is("if") || word.is("elif")) {
      int then = tokens.find(index + 1, Set.of("then"));
      condition(index + 1, then - 1);
    } else if (!isKey(index) && !tokens.get(index - 1).is("def")) {
      swap(index);
      if (!KEYWORDS.contains(word.text()) && !SWAPS.of(word).contains("false")) {
        call(index);
      }
    }
  }

  private void condition(int first, int last) {
    edits.add(tokens.replace(first, last, "(" + tokens.between(first, last) + " | not)"));
    edits.add(tokens.replace(first, last, "true"));
    edits.add(tokens.replace(first, last, "false"));
  }

  /** A call that gives what it takes; one that decides decides the same always. */
  private void call(int index) {
    int last = tokens.get(index + 1).is("(") ? tokens.close(index + 1) : index;
    if (CONDITIONS.contains(tokens.get(index).text())
        || tokens.get(index).text().startsWith("is_")) {
      edits.add(tokens.replace(index, last, "true"));
      edits.add(tokens.replace(index, last, "false"));
    } else {
      edits.add(tokens.replace(index, last, "."));
    }
  }
}
