package io.drover.bench;

import java.util.List;
import java.util.Locale;

/** A table as Markdown has it; the first column is text, the others are figures. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param title of the first column
   * @param columns the titles of the others
   */
  MarkdownTable(String title, List<String> columns) {
    row(title, columns);
    text.append("|---|").append("---:|".repeat(columns.size())).append('\n');
  }

  void row(String name, List<String> cells) {
    text.append("| ").append(name).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A figure as a cell. */
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
