package io.drover.jq;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Numbers as jq has them: doubles, but for integers that are passed on or compared as they came,
 * which stay exact.
 */
final class Numbers {
  private static final double PLAIN = 1e16; // whole numbers below are written without exponent
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d++)?+");

  private Numbers() {}

  static JsonNode of(double value) {
    if (value == Math.rint(value) && Math.abs(value) < PLAIN) {
      long whole = (long) value;
      if (whole != 0 || 1 / value > 0) {
        return of(whole);
      }
    }
    return DoubleNode.valueOf(value);
  }

  static JsonNode of(long value) {
    return (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  /** Of a number that stands in a program. */
  static JsonNode literal(String text) {
    return parse(text);
  }

  /** Null for what is no number. */
  static JsonNode parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("nan") || trimmed.equals("NaN")) {
      return DoubleNode.valueOf(Double.NaN);
    }
    if (!NUMBER.matcher(trimmed).matches()) {
      return null;
    }
    boolean whole = trimmed.chars().allMatch(c -> c == '-' || c == '+' || (c >= '0' && c <= '9'));
    if (!whole || trimmed.equals("-0")) {
      return of(Double.parseDouble(trimmed));
    }
    if (trimmed.length() <= 18) {
      return of(Long.parseLong(trimmed));
    }
    return trimmed.length() > 1_000
        ? of(Double.parseDouble(trimmed))
        : BigIntegerNode.valueOf(new BigInteger(trimmed));
  }

  static boolean isNan(JsonNode number) {
    return (number.isDouble() || number.isFloat()) && Double.isNaN(number.doubleValue());
  }

  static boolean isInt(JsonNode number) {
    return number.isInt() || number.isShort();
  }

  /** By value; not a number comes before all others, itself too. */
  static int compare(JsonNode a, JsonNode b) {
    if (isInt(a) && isInt(b)) {
      return Integer.compare(a.intValue(), b.intValue());
    }
    if (isNan(a)) {
      return -1;
    }
    if (isNan(b)) {
      return 1;
    }
    if (a.isIntegralNumber() && b.isIntegralNumber()) {
      return a.canConvertToLong() && b.canConvertToLong()
          ? Long.compare(a.longValue(), b.longValue())
          : a.bigIntegerValue().compareTo(b.bigIntegerValue());
    }
    double left = a.doubleValue();
    double right = b.doubleValue();
    return left < right ? -1 : left == right ? 0 : 1;
  }

  /**
   * As a sort needs it: not a number is as great as itself, and an integer that no double holds is
   * not the same as its neighbours because they are both next to a double.
   */
  static int order(JsonNode a, JsonNode b) {
    if (isNan(a) && isNan(b)) {
      return 0;
    }
    int order = compare(a, b);
    boolean mixed = order == 0 && a.isIntegralNumber() != b.isIntegralNumber();
    if (!mixed || isInt(a) || isInt(b)) {
      return order;
    }
    double both = a.doubleValue();
    boolean infinite = Double.isInfinite(both); // the integer is too large for a double
    int sign = a.isIntegralNumber() ? -1 : 1;
    return infinite ? sign * (both > 0 ? 1 : -1) : exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(JsonNode number) {
    return number.isIntegralNumber()
        ? new BigDecimal(number.bigIntegerValue())
        : new BigDecimal(number.doubleValue());
  }

  static JsonNode add(JsonNode a, JsonNode b) {
    return isInt(a) && isInt(b)
        ? of((long) a.intValue() + b.intValue())
        : of(a.doubleValue() + b.doubleValue());
  }

  static JsonNode subtract(JsonNode a, JsonNode b) {
    return isInt(a) && isInt(b)
        ? of((long) a.intValue() - b.intValue())
        : of(a.doubleValue() - b.doubleValue());
  }

  static JsonNode multiply(JsonNode a, JsonNode b) {
    return of(a.doubleValue() * b.doubleValue());
  }

  /** The remainder of whole numbers, with the sign of the first; null if the second is 0. */
  static JsonNode remainder(JsonNode a, JsonNode b) {
    if (isNan(a) || isNan(b)) {
      return DoubleNode.valueOf(Double.NaN);
    }
    long divisor = (long) b.doubleValue();
    if (divisor == 0) {
      return null;
    }
    return of((double) (divisor == -1 ? 0 : (long) a.doubleValue() % divisor));
  }

  /** An index: rounded down, and held between the least and the largest int. */
  static int index(JsonNode number) {
    return (int) number.doubleValue();
  }

  /**
   * Shortest text that gives the same double again: with an exponent of two digits at least from 16
   * zeros on behind its digits, or 4 in front of them.
   */
  static String text(JsonNode number) {
    if (number.isIntegralNumber()) {
      return number.asText();
    }
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return "null";
    }
    if (Double.isInfinite(value)) {
      value = Math.copySign(Double.MAX_VALUE, value);
    }
    return value == 0 ? (1 / value < 0 ? "-0" : "0") : text(value);
  }

  private static String text(double value) {
    String shortest = DoubleToDecimal.toString(Math.abs(value));
    int e = shortest.indexOf('E');
    int exponent = e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1));
    String mantissa = e < 0 ? shortest : shortest.substring(0, e);
    int point = mantissa.indexOf('.');
    String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int zeros = leadingZeros(all);
    String digits = all.substring(zeros).replaceFirst("0+$", "");
    int decimal = point + exponent - zeros; // the point stands so many digits from the left
    String sign = value < 0 ? "-" : "";
    if (decimal <= -4 || decimal > digits.length() + 15) {
      String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
      return sign + digits.charAt(0) + rest + "e%+03d".formatted(decimal - 1);
    }
    if (decimal <= 0) {
      return sign + "0." + "0".repeat(-decimal) + digits;
    }
    if (decimal >= digits.length()) {
      return sign + digits + "0".repeat(decimal - digits.length());
    }
    return sign + digits.substring(0, decimal) + "." + digits.substring(decimal);
  }

  private static int leadingZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }
}
