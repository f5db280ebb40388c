package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Says what was expected of a string, number or boolean that is something else. */
final class ScalarCheck {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?(\\d+(\\.\\d*)?|\\.\\d+))?");
  private static final String A_QUANTITY = "a quantity such as 500m or 1Gi";
  private static final int LONGEST_MATCHED = 1000;

  private ScalarCheck() {}

  /** What the schema wants in place of the value; empty if that will do. */
  static Optional<String> expected(Schema schema, JsonNode value) {
    return ofType(schema, value).or(() -> ofFew(schema, value));
  }

  private static Optional<String> ofType(Schema schema, JsonNode value) {
    if (schema.intOrString()) {
      return value.isTextual()
          ? text(schema, value.asText())
          : unless(isInteger(schema, value), "an integer or a string");
    }
    return switch (schema.type()) {
      case "string" ->
          value.isTextual() ? text(schema, value.asText()) : Optional.of(aString(schema));
      case "boolean" -> unless(value.isBoolean(), "true or false");
      case "number" -> unless(value.isNumber(), "a number");
      case "integer" -> integer(schema, value);
      default -> quantity(schema, value);
    };
  }

  private static Optional<String> ofFew(Schema schema, JsonNode value) {
    boolean unset = value.asText().isEmpty() && !schema.custom(); // none, to a Go struct
    return unless(unset || schema.allows(value), "one of " + SchemaProblems.list(schema.values()));
  }

  private static Optional<String> integer(Schema schema, JsonNode value) {
    if (!isInteger(schema, value)) {
      return Optional.of("an integer");
    }
    boolean small = schema.format().equals("int32");
    return unless(
        small ? value.canConvertToInt() : value.canConvertToLong(),
        "an integer of " + (small ? Integer.SIZE : Long.SIZE) + " bits");
  }

  private static boolean isInteger(Schema schema, JsonNode value) {
    return value.isIntegralNumber()
        || (schema.custom() && value.isNumber() && value.canConvertToExactIntegral());
  }

  private static Optional<String> quantity(Schema schema, JsonNode value) {
    return unless(
        !schema.format().equals("quantity")
            || value.isNumber()
            || (value.isTextual() && QUANTITY.matcher(value.asText()).matches()),
        A_QUANTITY);
  }

  private static String aString(Schema schema) {
    return schema.format().equals("byte") ? "a string in base64" : "a string";
  }

  private static Optional<String> text(Schema schema, String text) {
    if (schema.format().equals("byte") && !isBase64(text)) {
      return Optional.of("a string in base64");
    }
    boolean good = schema.pattern().isEmpty() || matches(schema.pattern(), text);
    boolean quantity = schema.intOrString() && schema.pattern().contains("[KMGTPE]i");
    return unless(good, quantity ? A_QUANTITY : "a string that matches " + schema.pattern());
  }

  private static boolean isBase64(String text) {
    String letters = text.replace("\n", "").replace("\r", "");
    try {
      Base64.getDecoder().decode(letters);
      return letters.length() % 4 == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What the expressions of Go and of Java disagree about is let through. */
  private static boolean matches(String pattern, String text) {
    try {
      return text.length() > LONGEST_MATCHED || Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static Optional<String> unless(boolean good, String expected) {
    return good ? Optional.empty() : Optional.of(expected);
  }
}
