package io.drover.lua;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;

/**
 * What scripts may use: the parts of Lua's library that compute. All scripts of the JVM share one
 * read-only copy; LuaJ keeps the metatable of strings in a static field, so that one is fixed too.
 */
final class Sandbox {
  private static final LuaTable LIBRARY = library();
  private static final LuaValue EVENT = LuaValue.valueOf("event");
  private static final LuaValue GLOBAL = LuaValue.valueOf("_G");
  private static final LuaValue HEADER = LuaValue.valueOf("header");

  private Sandbox() {}

  /** Makes the library, if it is not made yet, so that the first run need not pay for it. */
  static void prepare() {
    LIBRARY.length();
  }

  /** A fresh environment, in which names that the script does not assign are the library's. */
  static Environment environment(LuaValue event, MessageHeaders headers) {
    Environment environment = new Environment(LIBRARY, headers);
    environment.rawset(EVENT, event);
    environment.rawset(GLOBAL, environment);
    environment.rawset(HEADER, headers.new Header());
    return environment;
  }

  private static LuaTable library() {
    Globals globals = new Globals();
    globals.load(new PackageLib()); // the library registers itself in it
    globals.load(new Bit32Lib());

    LuaTable library = new LuaTable();
    library.set("bit32", new ReadOnlyTable(globals.get("bit32").checktable()));
    library.set("math", new ReadOnlyTable(MathLibrary.table()));
    library.set("os", OsLibrary.table());
    library.set("string", new ReadOnlyTable(StringLibrary.table()));
    library.set("table", new ReadOnlyTable(TableLibrary.table()));
    library.set("unpack", TableLibrary.unpack());
    BaseLibrary.addTo(library);
    WithheldFunctions.addTo(library);
    library.set("json", JsonLibrary.table());
    LogFunction log = new LogFunction();
    library.set("log", log);
    library.set("print", log);

    LuaTable strings = new LuaTable();
    strings.set(LuaValue.INDEX, library.get("string"));
    strings.set(LuaValue.METATABLE, LuaValue.FALSE); // getmetatable('') shows nothing
    LuaString.s_metatable = new ReadOnlyTable(strings);
    return new ReadOnlyTable(library);
  }
}
