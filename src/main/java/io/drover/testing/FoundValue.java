package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** Words for a value that is not what was expected. */
final class FoundValue {
  private static final int LONGEST = 40;

  private FoundValue() {}

  /**
   * @param secret whether to tell no more than its type
   */
  static String describe(JsonNode value, boolean secret) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "an object";
      case ARRAY -> "an array";
      case STRING, BINARY -> secret ? "a string" : "a string " + quoted(value.asText());
      case NUMBER -> secret ? "a number" : "the number " + cut(value.asText());
      case BOOLEAN -> secret ? "true or false" : value.asText();
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String quoted(String text) {
    return TextNode.valueOf(cut(text)).toString();
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }
}
