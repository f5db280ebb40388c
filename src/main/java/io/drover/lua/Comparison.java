package io.drover.lua;

import io.drover.script.Budget;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Comparing values; a long text takes more than one step. */
final class Comparison {
  private static final int LONG = 1_000;
  private static final int BYTES_IN_A_STEP = 50;

  private Comparison() {}

  static boolean equal(LuaValue left, LuaValue right, Budget budget) {
    countText(left, right, budget);
    return left.eq_b(right);
  }

  static boolean less(LuaValue left, LuaValue right, Budget budget) {
    if (left instanceof LuaString one && right instanceof LuaString other) {
      return compare(one, other, budget) < 0;
    }
    return LargeInteger.isAmong(left, right)
        ? LargeInteger.compare(left, right) < 0
        : left.lt_b(right);
  }

  static boolean atMost(LuaValue left, LuaValue right, Budget budget) {
    if (left instanceof LuaString one && right instanceof LuaString other) {
      return compare(one, other, budget) <= 0;
    }
    return LargeInteger.isAmong(left, right)
        ? LargeInteger.compare(left, right) <= 0
        : left.lteq_b(right);
  }

  /** By bytes from 0 to 255; LuaJ's are from -128 to 127, which puts an accented letter first. */
  private static int compare(LuaString left, LuaString right, Budget budget) {
    countText(left, right, budget);
    return Arrays.compareUnsigned(
        left.m_bytes,
        left.m_offset,
        left.m_offset + left.m_length,
        right.m_bytes,
        right.m_offset,
        right.m_offset + right.m_length);
  }

  /** Something is about to go through all of a value, if that is a text. */
  static void countText(LuaValue value, Budget budget) {
    if (value instanceof LuaString text && text.m_length > LONG) {
      budget.steps(text.m_length / BYTES_IN_A_STEP);
    }
  }

  private static void countText(LuaValue left, LuaValue right, Budget budget) {
    if (left instanceof LuaString && right instanceof LuaString text && text.m_length > LONG) {
      countText(left, budget);
    }
  }
}
