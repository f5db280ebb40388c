package io.drover.lua;

import org.luaj.vm2.LuaTable;

/** The library {@code string} of Lua 5.1, without {@code dump}. Its functions keep no state. */
final class StringLibrary {
  private StringLibrary() {}

  static LuaTable table() {
    LuaTable table = new LuaTable();
    TextFunctions.addTo(table);
    FindFunctions.addTo(table);
    Functions.add(table, "gsub", Substitution::call);
    Functions.add(table, "format", TextFormat::call);
    return table;
  }
}
