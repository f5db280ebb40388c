package io.drover.lua;

import org.luaj.vm2.LuaTable;

/** Puts functions into the table of a library. */
final class Functions {
  private Functions() {}

  static void add(LuaTable library, String name, NamedFunction.Body body) {
    library.rawset(name, new NamedFunction(name, body));
  }

  static void quick(LuaTable library, String name, QuickFunction.Body body) {
    library.rawset(name, new QuickFunction(name, body));
  }
}
