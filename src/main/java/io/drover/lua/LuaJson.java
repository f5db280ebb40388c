package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** JSON to Lua and back. What has no counterpart is an error that names where it stands. */
final class LuaJson {
  /** A null in an array, where nil would make a hole. */
  static final LuaValue NULL = new JsonNull();

  /** Up to here a double holds every whole number. */
  static final long MAX_WHOLE = 1L << 53;

  private static final LuaValue IS_ARRAY = LuaValue.valueOf("__is_array");

  private LuaJson() {}

  private static final class JsonNull extends LuaUserdata {
    JsonNull() {
      super("json.null");
    }

    @Override
    public LuaValue get(LuaValue key) {
      return error("attempt to index json.null");
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
      get(key);
    }

    @Override
    public LuaValue setmetatable(LuaValue metatable) {
      return error("json.null cannot be changed");
    }
  }

  static LuaValue toLua(JsonNode node) {
    if (node == null) {
      return LuaValue.NIL;
    }
    return switch (node.getNodeType()) {
      case NULL, MISSING -> LuaValue.NIL;
      case OBJECT, ARRAY -> new JsonTable(node);
      case NUMBER -> number(node);
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      default -> LuaText.of(node.asText());
    };
  }

  private static LuaValue number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return LuaValue.valueOf(node.doubleValue());
    }
    if (node.canConvertToInt()) {
      return LuaValue.valueOf(node.intValue());
    }
    boolean exact = node.canConvertToLong() && Math.abs(node.doubleValue()) <= MAX_WHOLE;
    return exact ? LuaValue.valueOf(node.doubleValue()) : new LargeInteger(node);
  }

  /** The JSON of a value; null for nil. */
  static JsonNode toJson(LuaValue value) {
    Evaluation evaluation = Evaluation.current();
    return value.isnil()
        ? null
        : new JsonWriter(evaluation.budget(), evaluation.names()).write(value);
  }

  /** Whether a table is an array in JSON: it came as one, is marked as one, or has items. */
  static boolean isArray(LuaTable table) {
    if (table instanceof JsonTable json && json.isArray()) {
      return true;
    }
    LuaValue metatable = table.getmetatable();
    boolean marked = metatable != null && metatable.rawget(IS_ARRAY).toboolean();
    return marked || !table.rawget(1).isnil() || hasOnlyNumbers(table);
  }

  /** Whether it has keys, none of which is a name. */
  private static boolean hasOnlyNumbers(LuaTable table) {
    LuaValue key = table.next(LuaValue.NIL).arg1();
    boolean some = !key.isnil();
    while (!key.isnil()) {
      if (key.type() == LuaValue.TSTRING) {
        return false;
      }
      key = table.next(key).arg1();
    }
    return some;
  }

  /** Makes a table an array even if it is empty. */
  static LuaTable marksArray() {
    return LuaValue.tableOf(new LuaValue[] {IS_ARRAY, LuaValue.TRUE});
  }
}
