package io.drover.lua;

import org.luaj.vm2.DoubleText;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The parts that a double consists of, as C's functions of the same names give them. */
final class MathParts {
  private MathParts() {}

  /** {@code frexp}: m and e, so that the value is m * 2^e and m is at least 0.5 and less than 1. */
  static Varargs fraction(double value) {
    if (value == 0 || DoubleText.special(value)) {
      return pair(value, 0);
    }
    boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
    double normal = subnormal ? value * 0x1p54 : value;
    int exponent = Math.getExponent(normal) + 1;
    return pair(Math.scalb(normal, -exponent), subnormal ? exponent - 54 : exponent);
  }

  /** {@code ldexp}. */
  static Varargs scaled(double value, int exponent) {
    return LuaDouble.valueOf(Math.scalb(value, exponent));
  }

  /** {@code modf}: the whole part and the rest, both with the value's sign. */
  static Varargs split(double value) {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    double rest = Double.isInfinite(value) ? 0 : value - whole;
    return pair(whole, Math.copySign(rest, value));
  }

  private static Varargs pair(double first, double second) {
    return LuaValue.varargsOf(LuaDouble.valueOf(first), LuaDouble.valueOf(second));
  }
}
