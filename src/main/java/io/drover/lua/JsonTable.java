package io.drover.lua;

import java.util.LinkedHashSet;
import java.util.Set;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A table made from JSON. It remembers what a Lua table cannot say: that it is an array even when
 * empty, and which members are null, until the script assigns them.
 */
final class JsonTable extends LuaTable {
  private final boolean isArray;
  private Set<String> nulls = Set.of();

  JsonTable(boolean isArray) {
    this.isArray = isArray;
  }

  boolean isArray() {
    return isArray;
  }

  boolean isNull(String member) {
    return nulls.contains(member);
  }

  Set<String> nulls() {
    return nulls;
  }

  void setNull(String member) {
    if (nulls.isEmpty()) {
      nulls = new LinkedHashSet<>();
    }
    nulls.add(member);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    if (!nulls.isEmpty() && key.isstring()) {
      nulls.remove(key.tojstring());
    }
    super.rawset(key, value);
  }
}
