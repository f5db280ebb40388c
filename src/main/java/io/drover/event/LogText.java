package io.drover.event;

import java.util.regex.Pattern;

/** Text of strangers in a log line. */
public final class LogText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST = 2_000;

  private LogText() {}

  /**
   * Without control characters, so that an object's name cannot begin a line of its own, and cut
   * short.
   */
  public static String clean(String text) {
    if (text == null) {
      return null;
    }
    String cut = cut(text);
    return isClean(cut) ? cut : CONTROL.matcher(cut).replaceAll("\uFFFD");
  }

  /** Most are: this is done for each event. */
  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Not more of it than helps. */
  public static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
