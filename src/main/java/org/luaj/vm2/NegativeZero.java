package org.luaj.vm2;

/**
 * Zero with a sign, which division and text show. It is no {@link LuaDouble}, as LuaJ's compiler
 * makes those among its constants that are whole into a {@link LuaInteger}.
 */
final class NegativeZero extends ComputedNumber {
  @Override
  public double todouble() {
    return -0.0;
  }

  @Override
  public boolean islong() {
    return true;
  }

  /** That of zero, which is the same key. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String tojstring() {
    return "-0";
  }
}
