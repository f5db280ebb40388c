package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** An error that a program raises, and can catch with {@code try}. */
public final class JqError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonNode value;
  private final boolean raised;
  private int line;

  private JqError(JsonNode value, boolean raised) {
    super(null, null, false, false);
    this.value = value;
    this.raised = raised;
  }

  /** One that the program raises by {@code error}. */
  static JqError raised(JsonNode value) {
    return new JqError(value, true);
  }

  /** Whether its text is the author's own, which needs nothing beside it. */
  boolean speaksForItself() {
    return raised && value.isTextual() && !value.textValue().isBlank();
  }

  /**
   * @param message the text that {@code catch} finds
   */
  public JqError(String message) {
    this(TextNode.valueOf(message), false);
  }

  JsonNode value() {
    return value;
  }

  /** The line of the innermost expression with one; 0 if unknown. */
  int line() {
    return line;
  }

  /** Says where it was raised, if nobody did. */
  JqError at(int place) {
    if (line == 0) {
      line = place;
    }
    return this;
  }

  @Override
  public String getMessage() {
    return value.isTextual() ? value.textValue() : Values.shown(value, 200) + " (not a string)";
  }
}
