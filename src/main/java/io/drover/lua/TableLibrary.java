package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The library {@code table} of Lua 5.1, and of later versions {@code pack} and {@code unpack}. Its
 * functions go past metatables, keep no state, and count a step for each element.
 */
final class TableLibrary {
  private static final int MOST_RESULTS = 8_000; // what Lua's stack has room for

  private TableLibrary() {}

  static LuaTable table() {
    LuaTable table = new LuaTable();
    Functions.add(table, "concat", TableLibrary::concat);
    Functions.add(table, "getn", args -> LuaValue.valueOf(args.table(1).rawlen()));
    Functions.add(table, "insert", TableLibrary::insert);
    Functions.add(table, "pack", args -> pack(args.values()));
    Functions.add(table, "remove", TableLibrary::remove);
    Functions.add(table, "setn", args -> setn());
    Functions.add(table, "sort", TableSort::call);
    TableWalks.addTo(table);
    table.rawset("unpack", unpack());
    return table;
  }

  /** Lua 5.1 has it among the basic functions. */
  static LuaValue unpack() {
    return new NamedFunction("unpack", TableLibrary::unpack);
  }

  private static Varargs unpack(Arguments args) {
    LuaTable table = args.table(1);
    int first = (int) args.whole(2, 1);
    int last = args.at(3).isnil() ? table.rawlen() : (int) args.whole(3);
    long count = (long) last - first + 1;
    if (count <= 0) {
      return LuaValue.NONE;
    }
    if (count >= MOST_RESULTS) {
      throw new LuaError("too many results to unpack");
    }
    CurrentBudget.get().steps(count);
    LuaValue[] values = new LuaValue[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] = table.rawget(first + i);
    }
    return LuaValue.varargsOf(values);
  }

  private static LuaValue pack(Varargs values) {
    LuaTable packed = new ScriptTable();
    for (int i = 1; i <= values.narg(); i++) {
      packed.rawset(i, values.arg(i));
    }
    packed.rawset("n", LuaValue.valueOf(values.narg()));
    return packed;
  }

  private static LuaValue setn() {
    throw new LuaError("'setn' is obsolete");
  }

  private static Varargs insert(Arguments args) {
    LuaTable table = args.table(1);
    int end = table.rawlen() + 1;
    int position = end;
    if (args.count() == 3) {
      position = (int) args.whole(2);
      for (int i = Math.max(end, position); i > position; i--) {
        CurrentBudget.get().step();
        table.rawset(i, table.rawget(i - 1));
      }
    } else if (args.count() != 2) {
      throw new LuaError("wrong number of arguments to 'insert'");
    }
    table.rawset(position, args.at(args.count()));
    return LuaValue.NONE;
  }

  private static Varargs remove(Arguments args) {
    LuaTable table = args.table(1);
    int end = table.rawlen();
    int position = (int) args.whole(2, end);
    if (position < 1 || position > end) {
      return LuaValue.NONE;
    }
    LuaValue removed = table.rawget(position);
    for (int i = position; i < end; i++) {
      CurrentBudget.get().step();
      table.rawset(i, table.rawget(i + 1));
    }
    table.rawset(end, LuaValue.NIL);
    return removed;
  }

  private static Varargs concat(Arguments args) {
    LuaTable table = args.table(1);
    LuaString separator = args.at(2).isnil() ? LuaValue.EMPTYSTRING.strvalue() : args.string(2);
    int first = (int) args.whole(3, 1);
    int last = args.at(4).isnil() ? table.rawlen() : (int) args.whole(4);
    TextBuffer result = new TextBuffer(64);
    for (long i = first; i <= last; i++) {
      CurrentBudget.get().step();
      LuaValue value = table.rawget((int) i);
      if (!value.isstring()) {
        throw new LuaError(
            "invalid value (%s) at index %d in table for 'concat'".formatted(value.typename(), i));
      }
      result.add(value.strvalue());
      if (i < last) {
        result.add(separator);
      }
    }
    return result.text();
  }
}
