package io.drover.jq;

/**
 * The places of a text in another, from left to right, in a time that is in proportion to their
 * lengths whatever stands in them.
 */
final class Occurrences {
  private static final int SHORT = 32; // up to which the simple search is as good

  private final String text;
  private final String part;
  private final int[] borders; // null for a short part
  private int at;
  private int same; // characters of the part that stand before it

  /**
   * @param part not empty
   */
  Occurrences(String text, String part, Run run) {
    this.text = text;
    this.part = part;
    run.reading(text.length());
    borders = part.length() > SHORT && part.length() <= text.length() ? borders(part, run) : null;
  }

  static boolean any(String text, String part, Run run) {
    return part.isEmpty() || new Occurrences(text, part, run).next(true) >= 0;
  }

  /** For each length of a start of the part, how much of that start is its end too. */
  private static int[] borders(String part, Run run) {
    run.copying(part.length());
    int[] borders = new int[part.length() + 1];
    int same = 0;
    for (int i = 1; i < part.length(); i++) {
      while (same > 0 && part.charAt(i) != part.charAt(same)) {
        same = borders[same];
      }
      same += part.charAt(i) == part.charAt(same) ? 1 : 0;
      borders[i + 1] = same;
    }
    return borders;
  }

  /**
   * The next place; below 0 if there is none.
   *
   * @param overlapping whether it may begin within the one before
   */
  int next(boolean overlapping) {
    if (borders == null) {
      int found = text.indexOf(part, at);
      at = found + (overlapping ? 1 : part.length());
      return found;
    }
    same = overlapping || same < part.length() ? same : 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      while (same > 0 && (same == part.length() || c != part.charAt(same))) {
        same = borders[same];
      }
      same += c == part.charAt(same) ? 1 : 0;
      if (same == part.length()) {
        return at - same;
      }
    }
    return -1;
  }
}
