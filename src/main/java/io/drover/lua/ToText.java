package io.drover.lua;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A value as {@code tostring} shows it. What is shown by its address in Lua has a number here. */
final class ToText {
  private ToText() {}

  /** By its metatable's {@code __tostring}, if it has one. */
  static LuaValue of(LuaValue value) {
    LuaValue shown = value.metatag(LuaValue.TOSTRING);
    return shown.isnil() ? plain(value) : shown.call(value);
  }

  private static LuaString plain(LuaValue value) {
    if (value.isstring()) {
      return value.strvalue();
    }
    return switch (value.type()) {
      case LuaValue.TTABLE, LuaValue.TFUNCTION ->
          LuaString.valueOf(
              "%s: 0x%08x".formatted(value.typename(), Evaluation.current().numberOf(value)));
      default -> LuaString.valueOf(value.tojstring());
    };
  }
}
