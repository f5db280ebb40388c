package io.drover.lua;

import java.util.HashSet;
import java.util.Set;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The global names of one run: those that it assigned, and behind them those of the library. */
final class Environment extends ScriptTable {
  private static final LuaValue CLOUDEVENT = valueOf("cloudevent");

  private final LuaTable library;
  private final MessageHeaders headers;
  private Set<LuaValue> removed = Set.of();

  Environment(LuaTable library, MessageHeaders headers) {
    super(0, 4);
    this.library = library;
    this.headers = headers;
  }

  @Override
  public LuaValue rawget(LuaValue key) {
    LuaValue own = super.rawget(key);
    if (!own.isnil() || removed.contains(key)) {
      return own;
    }
    if (key.raweq(CLOUDEVENT)) { // made when it is asked for
      super.rawset(key, headers.attributes());
      return super.rawget(key);
    }
    return library.rawget(key);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    if (value.isnil() && !library.rawget(key).isnil()) {
      removed = removed.isEmpty() ? new HashSet<>() : removed;
      removed.add(key);
    }
    super.rawset(key, value);
  }

  /** First its own names, then those of the library that it has not assigned. */
  @Override
  public Varargs next(LuaValue key) {
    boolean inLibrary = !key.isnil() && super.rawget(key).isnil() && !library.rawget(key).isnil();
    if (!inLibrary) {
      Varargs own = super.next(key);
      if (!own.isnil(1)) {
        return own;
      }
    }
    Varargs entry = library.next(inLibrary ? key : NIL);
    while (!entry.isnil(1) && isHidden(entry.arg1())) {
      entry = library.next(entry.arg1());
    }
    return entry;
  }

  private boolean isHidden(LuaValue name) {
    return !super.rawget(name).isnil() || removed.contains(name);
  }
}
