package io.drover.lua;

import io.drover.script.Budget;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The operator {@code ..}, on as many values as stand in a row. */
final class Concatenation {
  private static final int LONG = 1_000;
  private static final int BYTES_IN_A_STEP = 50;

  private Concatenation() {}

  static LuaValue of(LuaValue[] stack, int first, int last, Budget budget) {
    if (areTexts(stack, first, last)) {
      return joined(stack, first, last, budget);
    }
    LuaValue result = stack[last];
    for (int n = last - 1; n >= first; n--) {
      LuaValue[] pair = {stack[n], result};
      result = areTexts(pair, 0, 1) ? joined(pair, 0, 1, budget) : stack[n].concatmt(result);
    }
    return result;
  }

  private static boolean areTexts(LuaValue[] stack, int first, int last) {
    for (int n = first; n <= last; n++) {
      if (!stack[n].isstring()) {
        return false;
      }
    }
    return true;
  }

  private static LuaString joined(LuaValue[] stack, int first, int last, Budget budget) {
    LuaString[] parts = new LuaString[last - first + 1];
    long length = 0;
    for (int n = 0; n < parts.length; n++) {
      parts[n] = stack[first + n].strvalue();
      length += parts[n].m_length;
    }
    if (length > LONG) {
      budget.allocating(length);
      budget.steps(length / BYTES_IN_A_STEP);
    }
    byte[] bytes = new byte[(int) length];
    int at = 0;
    for (LuaString part : parts) {
      System.arraycopy(part.m_bytes, part.m_offset, bytes, at, part.m_length);
      at += part.m_length;
    }
    return LuaString.valueUsing(bytes);
  }
}
