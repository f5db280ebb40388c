package io.drover.routes;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names that someone who wrote another one may have meant; case is no matter. */
public final class Nearest {
  private static final int FEW = 12;
  private static final int LONGEST = 64;

  private Nearest() {}

  /** A question such as {@code did you mean to?}; empty if nothing is near. */
  public static Optional<String> question(String name, Collection<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty()
        ? Optional.empty()
        : Optional.of("did you mean " + String.join(" or ", near) + "?");
  }

  /** The question behind a colon, or an empty text. */
  static String hint(String name, Collection<String> known) {
    return question(name, known).map(": "::concat).orElse("");
  }

  /** The same; if nothing is near, what there is. */
  static String hintOrAll(String name, Collection<String> known) {
    String hint = hint(name, known);
    if (!hint.isEmpty() || known.isEmpty()) {
      return hint;
    }
    String all = String.join(", ", known.stream().sorted().limit(FEW).toList());
    return "; there "
        + (known.size() == 1 ? "is " : "are ")
        + all
        + (known.size() > FEW ? ", ..." : "");
  }

  /** The one or two that are most similar, if at most a third of the letters is wrong, or one. */
  private static List<String> near(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return List.of();
    }
    int most = Math.min(Math.max(1, name.length() / 3), name.length() - 1);
    String lower = name.toLowerCase(Locale.ROOT);
    Map<Integer, List<String>> byDistance =
        known.stream()
            .sorted()
            .collect(Collectors.groupingBy(k -> distance(lower, k.toLowerCase(Locale.ROOT))));
    return byDistance.entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .filter(best -> best.getKey() <= most)
        .map(best -> best.getValue().stream().limit(2).toList())
        .orElse(List.of());
  }

  /** How many letters to add, drop, change, or swap with the next. */
  private static int distance(String a, String b) {
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
