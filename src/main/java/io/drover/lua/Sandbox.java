package io.drover.lua;

import java.util.Set;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/**
 * What scripts may use: the parts of Lua's library that compute. All scripts of the JVM share one
 * read-only copy; LuaJ keeps the metatable of strings in a static field, so that one is fixed too.
 */
final class Sandbox {
  private static final Set<String> WITHHELD =
      Set.of(
          "collectgarbage",
          "dofile",
          "load",
          "loadfile",
          "loadstring",
          "package",
          "print",
          "require",
          "_G");

  private static final LuaTable LIBRARY = library();
  private static final LuaTable READS_LIBRARY =
      new ReadOnlyTable(LuaValue.tableOf(new LuaValue[] {LuaValue.INDEX, LIBRARY}));

  private Sandbox() {}

  /** A fresh environment, in which names that the script does not assign are the library's. */
  static LuaTable environment() {
    LuaTable environment = new LuaTable();
    environment.setmetatable(READS_LIBRARY);
    environment.rawset("_G", environment);
    return environment;
  }

  private static LuaTable library() {
    Globals globals = new Globals();
    globals.load(new JseBaseLib());
    globals.load(new PackageLib()); // the libraries register themselves in it; withheld below
    globals.load(new Bit32Lib());
    globals.load(new TableLib());
    globals.load(new StringLib());
    globals.load(new JseMathLib());

    LuaTable library = new LuaTable();
    for (LuaValue name : globals.keys()) {
      if (!WITHHELD.contains(name.tojstring())) {
        LuaValue value = globals.get(name);
        library.set(name, value.istable() ? new ReadOnlyTable(value.checktable()) : value);
      }
    }
    library.set("unpack", globals.get("table").get("unpack")); // where Lua 5.1 has it
    LuaTable json = new LuaTable();
    json.set("null", LuaJson.NULL);
    json.set("is_null", new IsNull());
    library.set("json", new ReadOnlyTable(json));

    LuaTable strings = new LuaTable();
    strings.set(LuaValue.INDEX, library.get("string"));
    strings.set(LuaValue.METATABLE, LuaValue.FALSE); // getmetatable('') shows nothing
    LuaString.s_metatable = new ReadOnlyTable(strings);
    return new ReadOnlyTable(library);
  }
}
