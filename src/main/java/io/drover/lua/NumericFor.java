package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The loop {@code for i = first, limit, step}: four registers, in this order, then i's copy. */
final class NumericFor {
  private NumericFor() {}

  static void prepare(LuaValue[] stack, int a) {
    LuaValue first = number(stack[a], "initial value");
    stack[a + 1] = number(stack[a + 1], "limit");
    stack[a + 2] = number(stack[a + 2], "step");
    stack[a] = first.sub(stack[a + 2]);
  }

  private static LuaValue number(LuaValue value, String what) {
    LuaValue number = value instanceof LuaString text ? NumberScan.number(text) : value.tonumber();
    if (number.isnil()) {
      throw new LuaError("'for' " + what + " must be a number");
    }
    return number;
  }

  /** Whether there is a next round. */
  static boolean next(LuaValue[] stack, int a) {
    LuaValue step = stack[a + 2];
    LuaValue index = step.add(stack[a]);
    boolean more = step.gt_b(0) ? index.lteq_b(stack[a + 1]) : index.gteq_b(stack[a + 1]);
    if (more) {
      stack[a] = index;
      stack[a + 3] = index;
    }
    return more;
  }
}
