package io.drover.lua;

import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;

/** Functions of Lua 5.1 that scripts cannot have: calling one says what to do instead. */
final class WithheldFunctions {
  private static final String ONE_FILE = "a script stands in one file: write the function into it";
  private static final String CODE =
      "code cannot be made while a script runs: write functions, and choose one from a table";

  private static final Map<String, String> INSTEAD =
      Map.of(
          "loadstring", CODE,
          "load", CODE,
          "loadfile", ONE_FILE,
          "dofile", ONE_FILE,
          "require", ONE_FILE,
          "module", ONE_FILE,
          "setfenv", "hand the function a table with what it needs",
          "getfenv", "the global names are in _G",
          "newproxy", "use a table with a metatable",
          "collectgarbage", "memory is limited for each run, see docs/scripts.md#limits");

  private WithheldFunctions() {}

  static void addTo(LuaTable library) {
    INSTEAD.forEach(
        (name, instead) ->
            Functions.add(
                library,
                name,
                arguments -> {
                  throw new LuaError(name + " is not available here: " + instead);
                }));
  }
}
