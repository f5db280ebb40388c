package org.luaj.vm2;

/**
 * The operations of Lua 5.1 on doubles, with C's corner cases. Even the sign of "not a number" is
 * that of a common processor, where 0/0 is {@code -nan}; Java promises nothing about it.
 */
public final class Doubles {
  private static final long SIGN = Long.MIN_VALUE;
  private static final double NEGATIVE_NAN =
      Double.longBitsToDouble(Double.doubleToRawLongBits(Double.NaN) | SIGN);

  private Doubles() {}

  /** The result of an operation: if it is not a number, with the sign that an operand gave it. */
  public static LuaNumber result(double result, double left, double right) {
    if (Double.isNaN(result)) {
      double nan = Double.isNaN(left) ? left : Double.isNaN(right) ? right : NEGATIVE_NAN;
      return LuaDouble.valueOf(nan);
    }
    return LuaDouble.valueOf(result);
  }

  static boolean isNegative(double value) {
    return Double.doubleToRawLongBits(value) < 0;
  }

  static LuaNumber negated(double value) {
    return LuaDouble.valueOf(Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ SIGN));
  }

  static LuaNumber sum(double left, double right) {
    return result(left + right, left, right);
  }

  static LuaNumber difference(double left, double right) {
    return result(left - right, left, right);
  }

  static LuaNumber product(double left, double right) {
    return result(left * right, left, right);
  }

  static LuaNumber quotient(double left, double right) {
    return result(left / right, left, right);
  }

  static LuaNumber remainder(double left, double right) {
    return result(left - Math.floor(left / right) * right, left, right);
  }

  /** To the power of; other than Java's, C's is 1 wherever any number would give 1. */
  public static LuaNumber power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return LuaInteger.valueOf(1);
    }
    return result(Math.pow(base, exponent), base, exponent);
  }
}
