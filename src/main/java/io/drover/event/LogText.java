package io.drover.event;

import java.util.regex.Pattern;

/** Text of strangers in a log line. */
public final class LogText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private LogText() {}

  /** Without control characters, so that an object's name cannot begin a line of its own. */
  public static String clean(String text) {
    return text == null ? null : CONTROL.matcher(text).replaceAll("\uFFFD");
  }
}
