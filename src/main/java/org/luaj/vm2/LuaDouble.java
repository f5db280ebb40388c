package org.luaj.vm2;

/** A number that is not whole, large, infinite or not a number. Immutable. */
public final class LuaDouble extends ComputedNumber {
  public static final LuaDouble NAN = new LuaDouble(Double.NaN);
  public static final LuaDouble POSINF = new LuaDouble(Double.POSITIVE_INFINITY);
  public static final LuaDouble NEGINF = new LuaDouble(Double.NEGATIVE_INFINITY);
  public static final String JSTR_NAN = "nan";
  public static final String JSTR_POSINF = "inf";
  public static final String JSTR_NEGINF = "-inf";

  private final double value;

  private LuaDouble(double value) {
    this.value = value;
  }

  /** The number of a value, of the class that it belongs to. */
  public static LuaNumber valueOf(double value) {
    int whole = (int) value;
    if (whole != value) {
      return new LuaDouble(value);
    }
    boolean negativeZero = whole == 0 && Doubles.isNegative(value);
    return negativeZero ? new NegativeZero() : LuaInteger.valueOf(whole);
  }

  public static LuaValue ddiv(double left, double right) {
    return Doubles.quotient(left, right);
  }

  public static double ddiv_d(double left, double right) {
    return ddiv(left, right).todouble();
  }

  public static LuaValue dmod(double left, double right) {
    return Doubles.remainder(left, right);
  }

  public static double dmod_d(double left, double right) {
    return dmod(left, right).todouble();
  }

  @Override
  public double todouble() {
    return value;
  }

  @Override
  public boolean islong() {
    return value == (long) value;
  }

  @Override
  public boolean isvalidkey() {
    return !Double.isNaN(value);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(value);
  }

  @Override
  public String tojstring() {
    return DoubleText.of(value);
  }
}
