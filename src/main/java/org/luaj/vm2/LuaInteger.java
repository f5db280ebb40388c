package org.luaj.vm2;

/** A whole number of 32 bits, the only class that such a number has. Immutable. */
public final class LuaInteger extends ComputedNumber {
  public final int v;

  private LuaInteger(int value) {
    this.v = value;
  }

  public static LuaInteger valueOf(int value) {
    boolean small = value >= Small.FIRST && value < -Small.FIRST;
    return small ? Small.VALUES[value - Small.FIRST] : new LuaInteger(value);
  }

  /** The number of a value, of the class that it belongs to. */
  public static LuaNumber valueOf(long value) {
    return value == (int) value ? valueOf((int) value) : LuaDouble.valueOf((double) value);
  }

  @Override
  public boolean isint() {
    return true;
  }

  @Override
  public boolean isinttype() {
    return true;
  }

  @Override
  public boolean islong() {
    return true;
  }

  @Override
  public double todouble() {
    return v;
  }

  @Override
  public int toint() {
    return v;
  }

  @Override
  public long tolong() {
    return v;
  }

  @Override
  public String tojstring() {
    return Integer.toString(v);
  }

  @Override
  public int hashCode() {
    return v;
  }

  /** What {@code hashCode()} of a value is. */
  public static int hashCode(int value) {
    return value;
  }

  @Override
  public boolean eq_b(LuaValue rhs) {
    return rhs instanceof LuaInteger other ? v == other.v : super.eq_b(rhs);
  }

  @Override
  public boolean raweq(int rhs) {
    return v == rhs;
  }

  @Override
  public boolean lt_b(LuaValue rhs) {
    return rhs instanceof LuaInteger other ? v < other.v : super.lt_b(rhs);
  }

  @Override
  public boolean lteq_b(LuaValue rhs) {
    return rhs instanceof LuaInteger other ? v <= other.v : super.lteq_b(rhs);
  }

  @Override
  public LuaValue neg() {
    return v == 0 ? super.neg() : valueOf(-(long) v);
  }

  @Override
  public LuaValue add(LuaValue rhs) {
    return rhs instanceof LuaInteger other ? valueOf((long) v + other.v) : super.add(rhs);
  }

  @Override
  public LuaValue sub(LuaValue rhs) {
    return rhs instanceof LuaInteger other ? valueOf((long) v - other.v) : super.sub(rhs);
  }

  @Override
  public LuaValue mul(LuaValue rhs) {
    if (rhs instanceof LuaInteger other) {
      long product = (long) v * other.v;
      if (product != 0) {
        return valueOf(product);
      }
    }
    return super.mul(rhs); // which knows negative zero
  }

  @Override
  public LuaValue mod(LuaValue rhs) {
    boolean simple = v >= 0 && rhs instanceof LuaInteger other && other.v > 0;
    return simple ? valueOf(v % rhs.toint()) : super.mod(rhs);
  }

  /** Made when first asked for, as LuaValue asks while this class is being initialized. */
  private static final class Small {
    static final int FIRST = -256;
    static final LuaInteger[] VALUES = new LuaInteger[-2 * FIRST];

    static {
      for (int i = 0; i < VALUES.length; i++) {
        VALUES[i] = new LuaInteger(i + FIRST);
      }
    }
  }
}
