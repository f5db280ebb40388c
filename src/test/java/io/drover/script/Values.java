package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * When two JSON values are the same for a test. For {@link JsonNode#equals(Comparator, JsonNode)},
 * which calls these for what is no container.
 */
public final class Values {
  /** Numbers by value: whole ones exactly, fractions as doubles. */
  public static final Comparator<JsonNode> EXACT = (a, b) -> same(a, b, false, 0) ? 0 : 1;

  /** All numbers as doubles. */
  public static final Comparator<JsonNode> AS_DOUBLES = (a, b) -> same(a, b, true, 0) ? 0 : 1;

  private Values() {}

  /** Whether the outputs are a case's {@code out}, numbers within its {@code tolerance}. */
  public static boolean same(JsonNode testCase, List<JsonNode> outputs) {
    double tolerance = testCase.path("tolerance").asDouble();
    JsonNode out = testCase.path("out");
    if (out.size() != outputs.size()) {
      return false;
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (!out.get(i).equals((a, b) -> same(a, b, false, tolerance) ? 0 : 1, outputs.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode one, JsonNode other, boolean doubles, double tolerance) {
    if (!one.isNumber() || !other.isNumber()) {
      return one.equals(other);
    }
    BigDecimal a = one.decimalValue();
    BigDecimal b = other.decimalValue();
    boolean whole = a.stripTrailingZeros().scale() <= 0;
    return a.compareTo(b) == 0
        || ((doubles || !whole) && a.doubleValue() == b.doubleValue())
        || Math.abs(a.doubleValue() - b.doubleValue()) <= tolerance * Math.abs(a.doubleValue());
  }
}
