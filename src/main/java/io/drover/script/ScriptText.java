package io.drover.script;

/**
 * A script as it was written, for messages that point at a place in it.
 *
 * @param name of its file, or {@code script} for one that stands in the route
 */
public record ScriptText(String name, String text) {
  private static final int LONGEST = 100;

  /** Such as {@code sizes.jq:3}. */
  public String at(int line) {
    return name + ":" + line;
  }

  /** Such as {@code : local a = b.c}, cut short; empty for a line that is not there. */
  public String shown(int line) {
    String found = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    return line < 1 || found.isEmpty() ? "" : ": " + cut(found);
  }

  /** Not more of a text than helps. */
  public static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
