package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.LogText;
import io.drover.script.Budget;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import org.luaj.vm2.LuaValue;

/** A value as messages show it: as JSON where it has one, cut short. */
final class Shown {
  private static final ScriptLimits SHORT = new ScriptLimits(1_000, 10_000, 1_000_000, 10_000);

  private Shown() {}

  static String value(LuaValue value) {
    if (value.isnil()) {
      return "nil";
    }
    try {
      JsonNode json = new JsonWriter(new Budget(SHORT), ConstantTexts.NONE).copy(value);
      return json(json);
    } catch (RuntimeException | LimitExceeded e) {
      return "a " + value.typename();
    }
  }

  /** JSON, cut short; Java cannot write all that can be made of it. */
  static String json(JsonNode json) {
    try {
      return ScriptText.cut(LogText.clean(json.toString()));
    } catch (RuntimeException e) {
      return json.isArray() ? "[...]" : "{...}";
    }
  }

  /** A value that a script made its error: as it says itself, or as JSON. */
  static String error(LuaValue value) {
    try {
      boolean says = !value.metatag(LuaValue.TOSTRING).isnil();
      return says ? ScriptText.cut(LogText.clean(LuaText.shown(ToText.of(value)))) : value(value);
    } catch (RuntimeException | LimitExceeded | StackOverflowError e) {
      return value(value);
    }
  }

  /** A key of a table. */
  static String key(LuaValue key) {
    return key.isstring()
        ? ScriptText.cut(LogText.clean(LuaText.shown(key)))
        : "a " + key.typename();
  }
}
