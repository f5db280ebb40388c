package io.drover.lua;

import java.util.function.UnaryOperator;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that stand in no library's table, as Lua 5.1's manual has them in section 5.1. */
final class BaseLibrary {
  private static final LuaValue NIL = LuaValue.NIL;

  private BaseLibrary() {}

  static void addTo(LuaTable library) {
    library.set("_VERSION", "Lua 5.1");
    add(library, "assert", BaseLibrary::assertTrue);
    add(library, "error", BaseLibrary::error);
    add(library, "getmetatable", BaseLibrary::getMetatable);
    add(library, "setmetatable", BaseLibrary::setMetatable);
    add(library, "rawequal", args -> bool(args.checkvalue(1).raweq(args.checkvalue(2))));
    add(library, "rawget", args -> args.checktable(1).rawget(args.checkvalue(2)));
    add(library, "rawlen", args -> LuaValue.valueOf(args.checkvalue(1).rawlen()));
    add(library, "rawset", BaseLibrary::rawSet);
    add(library, "select", BaseLibrary::select);
    library.set("tonumber", ToNumber.function());
    add(library, "tostring", args -> ToText.of(args.checkvalue(1)));
    add(library, "type", args -> LuaValue.valueOf(args.checkvalue(1).typename()));
    LibraryFunction next = add(library, "next", args -> args.checktable(1).next(args.arg(2)));
    add(library, "pairs", args -> LuaValue.varargsOf(next, args.checktable(1), NIL));
    LibraryFunction item = new LibraryFunction(args -> args.checktable(1).inext(args.arg(2)));
    add(library, "ipairs", args -> LuaValue.varargsOf(item, args.checktable(1), LuaValue.ZERO));
    add(library, "pcall", args -> ProtectedCall.of(args.checkvalue(1), args.subargs(2), null));
    add(
        library,
        "xpcall",
        args -> ProtectedCall.of(args.arg1(), args.subargs(3), args.checkvalue(2)));
  }

  private static LibraryFunction add(LuaTable library, String name, UnaryOperator<Varargs> body) {
    LibraryFunction function = new LibraryFunction(body);
    library.set(name, function);
    return function;
  }

  private static LuaValue bool(boolean value) {
    return LuaValue.valueOf(value);
  }

  private static Varargs assertTrue(Varargs args) {
    if (!args.checkvalue(1).toboolean()) {
      throw new Fault(args.optstring(2, LuaText.of("assertion failed!")), 0, "");
    }
    return args;
  }

  private static Varargs error(Varargs args) {
    throw new Fault(args.arg1(), args.optint(2, 1), "");
  }

  private static Varargs getMetatable(Varargs args) {
    LuaValue metatable = args.checkvalue(1).getmetatable();
    return metatable == null ? NIL : metatable.rawget(LuaValue.METATABLE).optvalue(metatable);
  }

  private static Varargs setMetatable(Varargs args) {
    LuaTable table = args.checktable(1);
    LuaValue metatable = args.arg(2);
    args.argcheck(
        args.narg() > 1 && (metatable.isnil() || metatable.istable()), 2, "nil or table expected");
    LuaValue before = table.getmetatable();
    if (before != null && !before.rawget(LuaValue.METATABLE).isnil()) {
      throw new LuaError("cannot change a protected metatable");
    }
    return table.setmetatable(metatable.isnil() ? null : metatable);
  }

  private static Varargs rawSet(Varargs args) {
    LuaTable table = args.checktable(1);
    LuaValue key = args.checkvalue(2);
    if (!key.isvalidkey()) {
      throw new LuaError("table index is " + (key.isnil() ? "nil" : "NaN"));
    }
    table.rawset(key, args.checkvalue(3));
    return table;
  }

  private static Varargs select(Varargs args) {
    int count = args.narg() - 1;
    if (args.arg1().type() == LuaValue.TSTRING && args.arg1().tojstring().equals("#")) {
      return LuaValue.valueOf(count);
    }
    int n = args.checkint(1);
    int from = n < 0 ? count + n : n - 1;
    args.argcheck(n != 0 && from >= 0, 1, "index out of range");
    return args.subargs(Math.min(from, count) + 2);
  }
}
