package io.drover.lua;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code table} that look at each of its entries. */
final class TableWalks {
  private TableWalks() {}

  static void addTo(LuaTable table) {
    Functions.add(table, "foreach", TableWalks::entries);
    Functions.add(table, "foreachi", TableWalks::items);
    Functions.add(table, "maxn", TableWalks::largestKey);
  }

  /** Calls a function with each entry, until it returns something. */
  private static Varargs entries(Arguments args) {
    LuaTable table = args.table(1);
    LuaFunction function = args.function(2);
    for (Varargs entry = next(table, LuaValue.NIL); !entry.isnil(1); ) {
      LuaValue result = function.call(entry.arg1(), entry.arg(2));
      if (!result.isnil()) {
        return result;
      }
      entry = next(table, entry.arg1());
    }
    return LuaValue.NONE;
  }

  private static Varargs items(Arguments args) {
    LuaTable table = args.table(1);
    LuaFunction function = args.function(2);
    int length = table.rawlen();
    for (int i = 1; i <= length; i++) {
      CurrentBudget.get().step();
      LuaValue result = function.call(LuaValue.valueOf(i), table.rawget(i));
      if (!result.isnil()) {
        return result;
      }
    }
    return LuaValue.NONE;
  }

  private static Varargs largestKey(Arguments args) {
    LuaTable table = args.table(1);
    LuaValue largest = LuaValue.ZERO;
    for (Varargs entry = next(table, LuaValue.NIL); !entry.isnil(1); ) {
      LuaValue key = entry.arg1();
      if (key.type() == LuaValue.TNUMBER && key.todouble() > largest.todouble()) {
        largest = key;
      }
      entry = next(table, key);
    }
    return largest;
  }

  private static Varargs next(LuaTable table, LuaValue key) {
    CurrentBudget.get().step();
    return table.next(key);
  }
}
