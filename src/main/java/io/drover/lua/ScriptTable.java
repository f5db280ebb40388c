package io.drover.lua;

import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table that a script makes. It remembers in which order it was given its names, for JSON. */
class ScriptTable extends LuaTable {
  private static final LuaString[] NONE_YET = {};

  private LuaString[] names = NONE_YET;
  private int count;

  ScriptTable() {}

  ScriptTable(int items, int members) {
    super(items, members);
  }

  /** How many names it was ever given; some may be there twice, or without a value by now. */
  final int nameCount() {
    return count;
  }

  final LuaString name(int index) {
    return names[index];
  }

  /** A name that has not had a value so far. */
  final void remember(LuaString name) {
    if (count == names.length) {
      compact();
      names = Arrays.copyOf(names, Math.max(4, 2 * count));
    }
    names[count++] = name;
  }

  /** How many of the first names keep their place whatever becomes of their values. */
  int fixedNames() {
    return 0;
  }

  private void compact() {
    int kept = Math.min(fixedNames(), count);
    for (int n = kept; n < count; n++) {
      if (!hashget(names[n]).isnil()) {
        names[kept++] = names[n];
      }
    }
    count = kept;
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    if (key instanceof LuaString name && !value.isnil() && hashget(key).isnil()) {
      remember(name);
    }
    super.rawset(key, value);
  }

  /**
   * Takes no notice of {@code __mode}: LuaJ's weak tables fail when their entries are collected.
   */
  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    m_metatable = metatable == null ? null : metatable.checktable();
    return this;
  }

  /** As in Lua 5.1 only a function; a table that is called as itself would be so without end. */
  @Override
  protected LuaValue callmt() {
    LuaValue function = metatag(CALL);
    if (!function.isfunction()) {
      error("attempt to call a table value");
    }
    return function;
  }
}
