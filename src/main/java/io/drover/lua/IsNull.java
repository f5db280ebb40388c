package io.drover.lua;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.TwoArgFunction;

/** {@code json.is_null(t, 'k')}: whether member k of t was null in the JSON, rather than absent. */
final class IsNull extends TwoArgFunction {
  @Override
  public LuaValue call(LuaValue table, LuaValue key) {
    boolean isNull =
        table instanceof JsonTable json
            && key instanceof LuaString name
            && json.isNull(Evaluation.current().names().of(name));
    return LuaValue.valueOf(isNull);
  }
}
