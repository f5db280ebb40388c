package io.drover.jq;

import java.util.Set;

/** Programs on times and on regular expressions. */
final class JqTexts {
  private static final String[] CONVERSIONS = {
    "%Y", "%m", "%d", "%H", "%M", "%S", "%j", "%a", "%A", "%b", "%B", "%e", "%y", "%C", "%G", "%g",
        "%V", "%U", "%W",
    "%u", "%w", "%I", "%k", "%l", "%p", "%s", "%T", "%R", "%D", "%F", "%c", "%x", "%X", "%r", "%n",
        "%t", "%%", "%Z",
    "%z", "%h", "%-d", "%_H", "%^b"
  };
  private static final String[] READ = {
    "%Y-%m-%dT%H:%M:%SZ",
    "%d %b %Y %H:%M",
    "%A, %d %B %Y",
    "%F %T",
    "%D %R",
    "%j %Y",
    "%I:%M %p %d/%m/%y",
    "%c"
  };
  private static final String[] ATOMS = {
    "a",
    "b",
    ".",
    "[ab]",
    "[^a]",
    "\\\\d",
    "\\\\w",
    "\\\\s",
    "é",
    "😀",
    "(a)",
    "(b|c)",
    "(?<x>a)",
    "(?<y>[0-9])",
    "(?:ab)",
    "\\\\b",
    "^",
    "$",
    "(?=b)",
    "[[:alpha:]]",
    "\\\\p{L}",
    "(a(b)?)"
  };

  private static final Set<String> WITHOUT_WIDTH = Set.of("^", "$", "\\\\b", "(?=b)");

  private final Choice choice;

  JqTexts(Choice choice) {
    this.choice = choice;
  }

  /** A time is written, read, or taken apart. */
  String date() {
    long time = (choice.below(Integer.MAX_VALUE) - 1_000_000_000L) * choice.of(1L, 2L, 10L);
    String seconds = time + choice.of("", "", ".25", ".999");
    return switch (choice.below(5)) {
      case 0 -> seconds + " | gmtime";
      case 1 -> seconds + " | todate | ., fromdate";
      case 2 ->
          time
              + " | strftime(\""
              + choice.of(READ)
              + "\") as $t | $t, ($t | strptime(\""
              + choice.of(READ)
              + "\"))";
      case 3 -> {
        String format = choice.of(READ);
        yield time + " | strftime(\"" + format + "\") | strptime(\"" + format + "\") | ., mktime";
      }
      default -> {
        StringBuilder format = new StringBuilder();
        for (int i = choice.below(4) + 1; i > 0; i--) {
          format.append(choice.of(CONVERSIONS)).append(choice.of("", " ", "-", "é"));
        }
        yield seconds + " | strftime(\"" + format + "\")";
      }
    };
  }

  /** A pattern is matched with a text. */
  String match() {
    Expression expression = expression();
    String text = "\"" + text(expression.mayBeEmpty) + "\" | ";
    String pattern = "\"" + expression.text + "\"";
    String flags =
        choice.of("null", "\"g\"", "\"gi\"", "\"gx\"", "\"gn\"", "\"gp\"", "\"gs\"", "\"i\"");
    String both = pattern + "; " + flags;
    return text
        + switch (choice.below(8)) {
          case 0, 1 -> "[match(" + both + ")]";
          case 2 -> "test(" + both + ")";
          case 3 -> "[scan(" + pattern + ")]";
          case 4 -> "[splits(" + both + ")]";
          case 5 -> "[capture(" + both + ")]";
          case 6 -> "gsub(" + pattern + "; \"<\\(.x)>\")";
          default -> "[sub(" + pattern + "; \"1\", .y; " + flags + ")]";
        };
  }

  /** 1.7.1 goes on byte by byte after an empty match, so there is none in text of several bytes. */
  private String text(boolean plain) {
    StringBuilder text = new StringBuilder();
    for (int i = choice.below(8); i > 0; i--) {
      String part = choice.of("a", "b", "c", "ab", "é", "😀", " ", "1", "A", "\\n", "É");
      text.append(plain ? part.replaceAll("[^\\x00-\\x7f]+", "x") : part);
    }
    return text.toString();
  }

  private record Expression(String text, boolean mayBeEmpty) {}

  private Expression expression() {
    StringBuilder text = new StringBuilder();
    boolean some = false;
    boolean empty = true;
    for (int i = choice.below(3) + 1; i > 0; i--) {
      String atom = choice.of(ATOMS);
      String count = choice.of("", "", "", "*", "+", "?", "{1,2}", "+?", "|");
      text.append(atom).append(count);
      empty &= count.equals("*") || count.equals("?") || WITHOUT_WIDTH.contains(atom);
      if (count.equals("|")) {
        some |= empty;
        empty = true;
      }
    }
    return new Expression(text.toString(), some || empty);
  }
}
