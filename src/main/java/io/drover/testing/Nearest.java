package io.drover.testing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was meant by one that is slightly wrong. */
final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** The most similar word; none if all are quite different. */
  static Optional<String> to(String word, Collection<String> words) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    return words.stream()
        .min(Comparator.comparingInt((String other) -> distance(word, other)))
        .filter(other -> distance(word, other) <= 1 + word.length() / 4)
        .filter(other -> distance(word, other) < word.length());
  }

  /** How many letters are missing, too many, wrong, or swapped with the next; case is no matter. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(int[][] steps, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int fewest = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
    fewest = Math.min(fewest, steps[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
  }
}
