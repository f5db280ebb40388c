package io.drover.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.TwoArgFunction;

/** {@code json.is_null(t, 'k')}: whether member k of t was null in the JSON, rather than absent. */
final class IsNull extends TwoArgFunction {
  @Override
  public LuaValue call(LuaValue table, LuaValue key) {
    boolean isNull =
        table instanceof JsonTable json && key.isstring() && json.isNull(key.tojstring());
    return LuaValue.valueOf(isNull);
  }
}
