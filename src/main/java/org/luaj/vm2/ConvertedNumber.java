package org.luaj.vm2;

/** What a number is as text, and as the numbers that Java has. */
abstract class ConvertedNumber extends LuaNumber {
  @Override
  public abstract String tojstring();

  @Override
  public abstract double todouble();

  @Override
  public final LuaString strvalue() {
    return LuaString.valueOf(tojstring());
  }

  @Override
  public final LuaValue tostring() {
    return strvalue();
  }

  @Override
  public final LuaString checkstring() {
    return strvalue();
  }

  @Override
  public final String checkjstring() {
    return tojstring();
  }

  @Override
  public final LuaString optstring(LuaString otherwise) {
    return strvalue();
  }

  @Override
  public final String optjstring(String otherwise) {
    return tojstring();
  }

  @Override
  public int toint() {
    return (int) tolong();
  }

  @Override
  public long tolong() {
    return (long) todouble();
  }

  @Override
  public final float tofloat() {
    return (float) todouble();
  }

  @Override
  public final byte tobyte() {
    return (byte) tolong();
  }

  @Override
  public final char tochar() {
    return (char) tolong();
  }

  @Override
  public final short toshort() {
    return (short) tolong();
  }

  @Override
  public final double checkdouble() {
    return todouble();
  }

  @Override
  public final int checkint() {
    return toint();
  }

  @Override
  public final long checklong() {
    return tolong();
  }

  @Override
  public final LuaInteger checkinteger() {
    return LuaInteger.valueOf(toint());
  }

  @Override
  public final double optdouble(double otherwise) {
    return todouble();
  }

  @Override
  public final int optint(int otherwise) {
    return toint();
  }

  @Override
  public final long optlong(long otherwise) {
    return tolong();
  }

  @Override
  public final LuaInteger optinteger(LuaInteger otherwise) {
    return checkinteger();
  }
}
