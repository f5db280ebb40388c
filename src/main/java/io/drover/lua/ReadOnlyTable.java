package io.drover.lua;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table that scripts share, so none may change it. */
final class ReadOnlyTable extends LuaTable {
  ReadOnlyTable(LuaTable content) {
    for (LuaValue key : content.keys()) {
      super.rawset(key, content.get(key));
    }
  }

  @Override
  public void rawset(int key, LuaValue value) {
    refuse();
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    refuse();
  }

  @Override
  public void set(int key, LuaValue value) {
    refuse();
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    refuse();
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    return refuse();
  }

  @Override
  public LuaValue remove(int position) {
    return refuse();
  }

  @Override
  public void insert(int position, LuaValue value) {
    refuse();
  }

  @Override
  public void sort(LuaValue comparator) {
    refuse();
  }

  private static LuaValue refuse() {
    return error("a library cannot be changed");
  }
}
