package io.drover.lua;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * What a function of the library makes of one argument: a number is a text too, and a text that
 * reads as a number is one. {@link LuaValue#NONE} stands for an argument that is missing.
 */
final class Argument {
  private Argument() {}

  static LuaString string(LuaValue value, int position) {
    if (value.isstring()) {
      return value.strvalue();
    }
    throw mismatch("string", value, position);
  }

  static double number(LuaValue value, int position) {
    if (value instanceof LuaNumber) {
      return value.todouble();
    }
    if (value instanceof LuaString string) {
      LuaValue number = NumberScan.number(string);
      if (!number.isnil()) {
        return number.todouble();
      }
    }
    if (value instanceof LargeInteger) {
      return value.checkdouble();
    }
    throw mismatch("number", value, position);
  }

  /** The whole part of a number, as C's conversion of doubles gives it. */
  static long whole(LuaValue value, int position) {
    return value.isinttype() ? value.toint() : whole(number(value, position));
  }

  static long whole(LuaValue value, int position, long otherwise) {
    return value.isnil() ? otherwise : whole(value, position);
  }

  static long whole(double value) {
    boolean fits = value >= -0x1p63 && value < 0x1p63;
    return fits ? (long) value : Long.MIN_VALUE;
  }

  static LuaTable table(LuaValue value, int position) {
    if (value instanceof LuaTable table) {
      return table;
    }
    throw mismatch("table", value, position);
  }

  static LuaFunction function(LuaValue value, int position) {
    if (value instanceof LuaFunction function) {
      return function;
    }
    throw mismatch("function", value, position);
  }

  static boolean isMissing(LuaValue value) {
    return value.narg() == 0;
  }

  private static BadArgument mismatch(String expected, LuaValue found, int position) {
    String what = isMissing(found) ? "no value" : found.typename();
    return new BadArgument(position, expected + " expected, got " + what);
  }
}
