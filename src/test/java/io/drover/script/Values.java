package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * When two JSON values are the same for a test. For {@link JsonNode#equals(Comparator, JsonNode)},
 * which calls these for what is no container.
 */
public final class Values {
  /** Numbers by value: whole ones exactly, fractions as doubles. */
  public static final Comparator<JsonNode> EXACT = (a, b) -> same(a, b, false) ? 0 : 1;

  /** All numbers as doubles. */
  public static final Comparator<JsonNode> AS_DOUBLES = (a, b) -> same(a, b, true) ? 0 : 1;

  private Values() {}

  private static boolean same(JsonNode one, JsonNode other, boolean doubles) {
    if (!one.isNumber() || !other.isNumber()) {
      return one.equals(other);
    }
    BigDecimal a = one.decimalValue();
    BigDecimal b = other.decimalValue();
    boolean whole = a.stripTrailingZeros().scale() <= 0;
    return a.compareTo(b) == 0 || ((doubles || !whole) && a.doubleValue() == b.doubleValue());
  }
}
