package io.drover.lua;

import java.util.List;
import java.util.Random;

/** Patterns of Lua, many of them malformed, and subjects that some of them match. */
final class RandomPatterns {
  private static final List<String> ALPHABETS =
      List.of("ab", "abc /", "ab()[]", "aA1 ,.", "ab\n\t");
  private static final List<String> LETTERS = List.of("a", "b", "c", "1", " ", "/");
  private static final List<String> PIECES_OF_SETS =
      List.of(
          "a", "b", "a-c", "0-9", "%d", "%s", "%w", "%]", "-", "^", "]", ".", "%-", "c-a", "%a-z");
  private static final List<String> ODD = List.of("$", "^", "]", "[", "%", "(", ")", "-", "*");

  private final Random random;

  RandomPatterns(Random random) {
    this.random = random;
  }

  String subject() {
    return quoted(text(one(ALPHABETS), 14));
  }

  String replacement() {
    return quoted(text("x%%%0123y", 6));
  }

  String pattern() {
    String anchor = random.nextInt(5) == 0 ? "^" : "";
    return quoted(anchor + items(0) + (random.nextInt(6) == 0 ? "$" : ""));
  }

  private String items(int depth) {
    StringBuilder items = new StringBuilder();
    int count = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      items.append(item(depth)).append(one(List.of("", "", "", "*", "+", "-", "?")));
    }
    return items.toString();
  }

  private String item(int depth) {
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> one(LETTERS);
      case 3 -> ".";
      case 4, 5 -> "%" + "acdlpsuwxzACDLPSUWXZ%.g-(]".charAt(random.nextInt(26));
      case 6, 7 -> set();
      case 8 -> "%b" + one(List.of("()", "ab", "aa", "[]"));
      case 9 -> "%f" + set();
      case 10 -> one(List.of("()", "%1", "%2"));
      case 11 -> depth < 2 ? "(" + items(depth + 1) + ")" : "a";
      default -> one(ODD);
    };
  }

  private String set() {
    StringBuilder set = new StringBuilder(random.nextInt(3) == 0 ? "[^" : "[");
    for (int i = random.nextInt(3); i >= 0; i--) {
      set.append(one(PIECES_OF_SETS));
    }
    return set.append(']').toString();
  }

  private String text(String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + '"';
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
