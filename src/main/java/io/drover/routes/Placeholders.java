package io.drover.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds double braces in inline scripts that Camel would take for a property. */
final class Placeholders {
  private static final Pattern NAME =
      Pattern.compile("\\??[A-Za-z_][\\w.-]*(\\[[^]]*])*(:.*)?", Pattern.DOTALL);
  private static final int LONGEST = 40;

  /**
   * @param text what stands there
   * @param offset where in the script
   */
  record Braces(String text, int offset) {}

  private Placeholders() {}

  static List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (Script script : Script.all(routes)) {
      if (!script.isFile()) {
        foreign(script.text())
            .ifPresent(
                braces -> {
                  String before = script.text().substring(0, braces.offset());
                  int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                  faults.add(
                      Fault.of(
                          script.step(),
                          routes.scriptLine(script.pointer(), line),
                          message(braces.text()),
                          true));
                });
      }
    }
    return faults;
  }

  private static String message(String text) {
    String cut = text.replaceAll("\\s+", " ");
    cut = cut.length() > LONGEST ? cut.substring(0, LONGEST) + "..." : cut;
    return "'"
        + cut
        + "' is read as a property here: write '{ {' and '} }', or put the script into a file;"
        + " docs/troubleshooting.md#braces";
  }

  /** The first braces that are no property's, in the order in which Camel takes them. */
  static Optional<Braces> foreign(String script) {
    StringBuilder rest = new StringBuilder(script);
    if (rest.indexOf("{{") < 0) {
      return Optional.empty();
    }
    for (int end = next(rest, "}}", 0); end >= 0; end = next(rest, "}}", 0)) {
      int begin = lastBefore(rest, end);
      if (begin < 0) {
        return Optional.of(new Braces("}}", end));
      }
      String key = rest.substring(begin + 2, end);
      if (!NAME.matcher(key).matches()) {
        return Optional.of(new Braces("{{" + key + "}}", begin));
      }
      for (int i = begin; i < end + 2; i++) { // a property's value, and lines stay where they are
        rest.setCharAt(i, rest.charAt(i) == '\n' ? '\n' : 'x');
      }
    }
    int left = lastBefore(rest, rest.length());
    return left < 0 ? Optional.empty() : Optional.of(new Braces("{{", left));
  }

  private static int next(StringBuilder text, String token, int from) {
    int index = text.indexOf(token, from);
    while (index >= 0 && isLiteral(text, index)) {
      index = text.indexOf(token, index + 1);
    }
    return index;
  }

  private static int lastBefore(StringBuilder text, int end) {
    int index = text.lastIndexOf("{{", end - 1);
    while (index >= 0 && isLiteral(text, index)) {
      index = index == 0 ? -1 : text.lastIndexOf("{{", index - 1);
    }
    return index;
  }

  /** Whether two braces stand between quotes or after a backslash: Camel leaves them. */
  private static boolean isLiteral(StringBuilder text, int index) {
    if (index == 0) {
      return false;
    }
    char before = text.charAt(index - 1);
    boolean escaped = before == '\\' && (index == 1 || text.charAt(index - 2) != '\\');
    boolean quoted =
        index + 2 < text.length()
            && text.charAt(index + 2) == before
            && (before == '\'' || before == '"');
    return escaped || quoted;
  }
}
