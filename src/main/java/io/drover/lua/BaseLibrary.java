package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that stand in no library's table, as Lua 5.1's manual has them in section 5.1. */
final class BaseLibrary {
  private static final LuaValue NIL = LuaValue.NIL;
  private static final LuaString COUNT = LuaValue.valueOf("#");

  private BaseLibrary() {}

  static void addTo(LuaTable library) {
    library.set("_VERSION", "Lua 5.1");
    Functions.add(library, "assert", BaseLibrary::assertTrue);
    Functions.add(library, "error", BaseLibrary::error);
    Functions.add(library, "getmetatable", args -> getMetatable(value(args, 1)));
    Functions.add(library, "setmetatable", BaseLibrary::setMetatable);
    Functions.add(
        library, "rawequal", args -> LuaValue.valueOf(value(args, 1).raweq(value(args, 2))));
    Functions.add(library, "rawget", args -> args.table(1).rawget(value(args, 2)));
    Functions.add(library, "rawlen", args -> LuaValue.valueOf(value(args, 1).rawlen()));
    Functions.add(library, "rawset", BaseLibrary::rawSet);
    Functions.add(library, "select", BaseLibrary::select);
    library.set("tonumber", ToNumber.function());
    Functions.add(library, "tostring", args -> ToText.of(value(args, 1)));
    Functions.add(library, "type", args -> LuaValue.valueOf(value(args, 1).typename()));
    Functions.add(library, "next", args -> args.table(1).next(args.values().arg(2)));
    LuaValue next = library.get("next");
    Functions.add(library, "pairs", args -> LuaValue.varargsOf(next, args.table(1), NIL));
    LuaValue item = new NamedFunction("ipairs", args -> args.table(1).inext(args.at(2)));
    Functions.add(
        library, "ipairs", args -> LuaValue.varargsOf(item, args.table(1), LuaValue.ZERO));
    Functions.add(
        library, "pcall", args -> ProtectedCall.of(value(args, 1), args.values().subargs(2)));
    Functions.add(library, "xpcall", args -> ProtectedCall.handled(args.at(1), value(args, 2)));
  }

  private static LuaValue value(Arguments args, int position) {
    if (args.count() < position) {
      throw new BadArgument(position, "value expected");
    }
    return args.at(position);
  }

  private static Varargs assertTrue(Arguments args) {
    if (value(args, 1).toboolean()) {
      return args.values();
    }
    LuaString message = args.at(2).isnil() ? LuaText.of("assertion failed!") : args.string(2);
    throw new Fault(message, 1, "");
  }

  private static Varargs error(Arguments args) {
    throw new Fault(args.values().arg1(), (int) args.whole(2, 1), "");
  }

  private static Varargs getMetatable(LuaValue value) {
    LuaValue metatable = value.getmetatable();
    return metatable == null ? NIL : metatable.rawget(LuaValue.METATABLE).optvalue(metatable);
  }

  private static Varargs setMetatable(Arguments args) {
    LuaTable table = args.table(1);
    LuaValue metatable = args.at(2);
    if (args.count() < 2 || !(metatable.isnil() || metatable.istable())) {
      throw new BadArgument(2, "nil or table expected");
    }
    LuaValue before = table.getmetatable();
    if (before != null && !before.rawget(LuaValue.METATABLE).isnil()) {
      throw new LuaError("cannot change a protected metatable");
    }
    return table.setmetatable(metatable.isnil() ? null : metatable);
  }

  private static Varargs rawSet(Arguments args) {
    LuaTable table = args.table(1);
    LuaValue key = value(args, 2);
    LuaValue value = value(args, 3);
    if (!key.isvalidkey()) {
      throw new LuaError("table index is " + (key.isnil() ? "nil" : "NaN"));
    }
    table.rawset(key, value);
    return table;
  }

  private static Varargs select(Arguments args) {
    int count = args.count() - 1;
    if (args.at(1) instanceof LuaString text && text.raweq(COUNT)) {
      return LuaValue.valueOf(count);
    }
    long n = args.whole(1);
    long from = n < 0 ? count + n : n - 1;
    if (n == 0 || from < 0) {
      throw new BadArgument(1, "index out of range");
    }
    return args.values().subargs((int) Math.min(from, count) + 2);
  }
}
