package io.drover.event;

import java.util.regex.Pattern;

/** Text of strangers in a log line. */
public final class LogText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST = 2_000;

  private LogText() {}

  private static boolean isControl(int character) {
    return character < ' ' || character == 0x7f;
  }

  /**
   * Without control characters, so that an object's name cannot begin a line of its own, and cut
   * short.
   */
  public static String clean(String text) {
    if (text == null) {
      return null;
    }
    String cut = cut(text);
    return cut.chars().noneMatch(LogText::isControl)
        ? cut
        : CONTROL.matcher(cut).replaceAll("\uFFFD");
  }

  /** Not more of it than helps. */
  public static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
