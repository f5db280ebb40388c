package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** An error that a program raises, and can catch with {@code try}. */
public final class JqError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonNode value;
  private int line;

  /**
   * @param value what {@code catch} finds
   */
  JqError(JsonNode value) {
    super(null, null, false, false);
    this.value = value;
  }

  /**
   * @param message the text that {@code catch} finds
   */
  public JqError(String message) {
    this(TextNode.valueOf(message));
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
