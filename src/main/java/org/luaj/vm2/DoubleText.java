package org.luaj.vm2;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as text, the way C's printf writes them: every digit that is asked for is exact. */
public final class DoubleText {
  private static final int DIGITS = 14; // of numbers in Lua
  private static final double WHOLE = 1e14; // below it whole numbers have no exponent

  private DoubleText() {}

  /** By {@code %.14g}, except that the sign of zero is left out. */
  public static String of(double value) {
    if (value == (long) value && Math.abs(value) < WHOLE) {
      return Long.toString((long) value);
    }
    String sign = Doubles.isNegative(value) ? "-" : "";
    return sign + (special(value) ? name(value) : general(Math.abs(value), DIGITS, false));
  }

  /** Whether a value is infinite or not a number. */
  public static boolean special(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  /** What an infinite value or one that is not a number is called, without its sign. */
  public static String name(double value) {
    return Double.isNaN(value) ? "nan" : "inf";
  }

  /**
   * By {@code %f}.
   *
   * @param value not negative and not special, here as below
   * @param point even if nothing follows it
   */
  public static String fixed(double value, int precision, boolean point) {
    BigDecimal rounded = new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN);
    return rounded.toPlainString() + (point && precision == 0 ? "." : "");
  }

  /** By {@code %e}. */
  public static String exponential(double value, int precision, boolean point) {
    return exponential(Digits.of(value, precision + 1), precision, point);
  }

  /** By {@code %g}; with zeros at the end if they are to be kept. */
  public static String general(double value, int precision, boolean zeros) {
    int digits = Math.max(1, precision);
    Digits all = Digits.of(value, digits);
    boolean exponent = all.exponent < -4 || all.exponent >= digits;
    if (zeros) {
      return exponent
          ? exponential(all, digits - 1, true)
          : fixed(value, digits - 1 - all.exponent, true);
    }
    Digits some = all.withoutZeros();
    return exponent ? exponential(some, some.text.length() - 1, false) : some.plain();
  }

  private static String exponential(Digits digits, int precision, boolean point) {
    StringBuilder text = new StringBuilder(digits.text);
    text.append("0".repeat(precision + 1 - digits.text.length()));
    if (precision > 0 || point) {
      text.insert(1, '.');
    }
    int exponent = Math.abs(digits.exponent);
    text.append('e').append(digits.exponent < 0 ? '-' : '+');
    return text.append(exponent < 10 ? "0" : "").append(exponent).toString();
  }

  /** The digits of a number, the first of which stands at 10 to the power of the exponent. */
  private record Digits(String text, int exponent) {
    static Digits of(double value, int count) {
      if (value == 0) {
        return new Digits("0", 0);
      }
      BigDecimal exact =
          new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
      String text = exact.unscaledValue().toString();
      int exponent = text.length() - 1 - exact.scale();
      return new Digits(text, exponent);
    }

    Digits withoutZeros() {
      int end = text.length();
      while (end > 1 && text.charAt(end - 1) == '0') {
        end--;
      }
      return new Digits(text.substring(0, end), exponent);
    }

    String plain() {
      int point = exponent + 1;
      if (point <= 0) {
        return "0." + "0".repeat(-point) + text;
      }
      return point >= text.length()
          ? text + "0".repeat(point - text.length())
          : text.substring(0, point) + "." + text.substring(point);
    }
  }
}
