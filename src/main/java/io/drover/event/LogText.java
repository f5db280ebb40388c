package io.drover.event;

import java.util.regex.Pattern;

/** Text of strangers in a log line. */
public final class LogText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private LogText() {}

  private static boolean isControl(int character) {
    return character < ' ' || character == 0x7f;
  }

  /** Without control characters, so that an object's name cannot begin a line of its own. */
  public static String clean(String text) {
    return text == null || text.chars().noneMatch(LogText::isControl)
        ? text
        : CONTROL.matcher(text).replaceAll("\uFFFD");
  }
}
