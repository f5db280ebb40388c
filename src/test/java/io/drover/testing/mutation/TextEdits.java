package io.drover.testing.mutation;

import io.drover.testing.mutation.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Changes of literals. */
final class TextEdits {
  private static final int LONGEST_WORD = 30;

  private TextEdits() {}

  /** One more; one less, if that is no negative number. */
  static List<Edit> ofNumber(Token number) {
    long value = Long.parseLong(number.text());
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(number.start(), number.end(), Long.toString(value + 1)));
    if (value > 0) {
      edits.add(new Edit(number.start(), number.end(), Long.toString(value - 1)));
    }
    return edits;
  }

  /** Without its first character, without its last, and without any; sentences only that. */
  static List<Edit> ofText(Token text) {
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(text.start(), text.end(), ""));
    int first = text.text().startsWith("\\") ? 2 : 1;
    if (text.text().length() > first && text.text().length() <= LONGEST_WORD) {
      edits.add(new Edit(text.start(), text.start() + first, ""));
      boolean escaped = text.text().charAt(text.text().length() - 2) == '\\';
      edits.add(new Edit(text.end() - (escaped ? 2 : 1), text.end(), ""));
    }
    return edits;
  }

  /** Without one of the characters, each in turn; what is escaped goes with its escape. */
  static List<Edit> ofPattern(Token pattern, char escape) {
    List<Edit> edits = new ArrayList<>();
    String text = pattern.text();
    for (int i = 0; i < text.length(); ) {
      int end = i + 1;
      while (end < text.length() && text.charAt(end - 1) == escape) {
        end++;
      }
      edits.add(new Edit(pattern.start() + i, pattern.start() + end, ""));
      i = end;
    }
    return edits;
  }

  /** An empty text, which the quote of an index begins, becomes one that is not. */
  static List<Edit> ofQuote(Tokens tokens, int index) {
    int inside = tokens.get(index).end();
    Token next = tokens.get(index + 1);
    boolean empty = next.is(Kind.QUOTE) && next.start() == inside;
    return empty ? List.of(new Edit(inside, inside, "x")) : List.of();
  }
}
