package io.drover.routes;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that someone who wrote another one may have meant. */
final class Nearest {
  private static final int FEW = 12;

  private Nearest() {}

  /** " did you mean X?", or an empty text if nothing is near. */
  static String hint(String name, Collection<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : ": did you mean " + String.join(" or ", near) + "?";
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

  private static List<String> near(String name, Collection<String> known) {
    int most = Math.max(1, name.length() / 3);
    String lower = name.toLowerCase(Locale.ROOT);
    Comparator<String> byDistance =
        Comparator.comparingInt(k -> distance(lower, k.toLowerCase(Locale.ROOT)));
    int best =
        known.stream().mapToInt(k -> distance(lower, k.toLowerCase(Locale.ROOT))).min().orElse(99);
    return known.stream()
        .filter(k -> best <= most && distance(lower, k.toLowerCase(Locale.ROOT)) == best)
        .sorted(byDistance.thenComparing(Comparator.naturalOrder()))
        .limit(2)
        .toList();
  }

  /** How many letters to add, drop, change, or swap with the next. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
