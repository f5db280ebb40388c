package io.drover.lua;

import io.drover.script.Budget;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls that scripts make, of their own functions and of the library's. */
final class Calls {
  private final Evaluation evaluation;
  private final Budget budget;

  Calls(Evaluation evaluation, Budget budget) {
    this.evaluation = evaluation;
    this.budget = budget;
  }

  /**
   * Calls the function in register a for one result.
   *
   * @param b how many registers from a on are taken; 0 for all that {@code many} says
   */
  LuaValue first(LuaValue[] stack, int a, int b, int manyFrom, Varargs many) {
    LuaValue function = stack[a];
    int depth = isOther(function) ? evaluation.enterLibrary() : -1;
    LuaValue result =
        switch (b) {
          case 1 -> function.call();
          case 2 -> function.call(stack[a + 1]);
          case 3 -> function.call(stack[a + 1], stack[a + 2]);
          case 4 -> function.call(stack[a + 1], stack[a + 2], stack[a + 3]);
          default -> function.invoke(arguments(stack, a, b, manyFrom, many)).arg1();
        };
    leave(depth);
    return result;
  }

  /** Calls a function for all its results. */
  Varargs all(LuaValue function, Varargs arguments) {
    int depth = isOther(function) ? evaluation.enterLibrary() : -1;
    Varargs results = function.invoke(arguments);
    leave(depth);
    return results;
  }

  /** After an error the function that is left does so. */
  private void leave(int depth) {
    if (depth >= 0) {
      evaluation.backTo(depth);
    }
  }

  /** Whether it is a function of the library, or a table with one that is called in its place. */
  private static boolean isOther(LuaValue called) {
    if (called instanceof ScriptFunction) {
      return false;
    }
    if (!called.isfunction() && !called.metatag(LuaValue.CALL).isfunction()) {
      throw new LuaError("attempt to call " + called.typename());
    }
    return true;
  }

  Varargs arguments(LuaValue[] stack, int a, int b, int manyFrom, Varargs many) {
    return b == 0
        ? joined(stack, a + 1, manyFrom - a - 1, many)
        : LuaValue.varargsOf(stack, a + 1, b - 1);
  }

  /** A copy: views of views, as recursion makes them, would be as deep as the recursion. */
  Varargs joined(LuaValue[] stack, int from, int count, Varargs more) {
    int others = more.narg();
    if (others == 0) {
      return LuaValue.varargsOf(stack, from, count);
    }
    budget.steps(others);
    LuaValue[] all = new LuaValue[count + others];
    System.arraycopy(stack, from, all, 0, count);
    copy(more, all, count, others);
    return LuaValue.varargsOf(all);
  }

  static void copy(Varargs from, LuaValue[] to, int at, int count) {
    for (int n = 0; n < count; n++) {
      to[at + n] = from.arg(n + 1);
    }
  }
}
