package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** JSON to Lua and back. What has no counterpart is an error that names where it stands. */
final class LuaJson {
  /** A null in an array, where nil would make a hole. */
  static final LuaValue NULL = new LuaUserdata("json.null");

  private static final double MAX_WHOLE = 1L << 53;
  private static final int MAX_DEPTH = 200;
  private static final char REPLACED = '\uFFFD'; // what stands for bytes that are not UTF-8
  private static final LuaString IS_ARRAY = LuaValue.valueOf("__is_array");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LuaJson() {}

  static LuaValue toLua(JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return LuaValue.NIL;
    }
    if (node.isObject()) {
      JsonTable table = new JsonTable(false);
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (member.getValue().isNull()) {
          table.setNull(member.getKey());
        } else {
          table.rawset(LuaString.valueOf(member.getKey()), toLua(member.getValue()));
        }
      }
      return table;
    }
    if (node.isArray()) {
      JsonTable table = new JsonTable(true);
      for (int i = 0; i < node.size(); i++) {
        table.rawset(i + 1, node.get(i).isNull() ? NULL : toLua(node.get(i)));
      }
      return table;
    }
    if (node.isNumber()) {
      return number(node);
    }
    return node.isBoolean()
        ? LuaValue.valueOf(node.booleanValue())
        : LuaString.valueOf(node.asText().getBytes(StandardCharsets.UTF_8));
  }

  private static LuaValue number(JsonNode node) {
    double value = node.doubleValue();
    if (node.isIntegralNumber()
        && Math.abs(value) > MAX_WHOLE
        && new BigDecimal(value).compareTo(node.decimalValue()) != 0) {
      throw new LuaError("the number " + node.asText() + " is too large for Lua to hold exactly");
    }
    return LuaValue.valueOf(value);
  }

  /** The JSON of a value; null for nil. */
  static JsonNode toJson(LuaValue value) {
    return value.isnil() ? null : toJson(value, new Place("the result", ""), 0);
  }

  /** Where a value stands; spelled out only where something is wrong. */
  private record Place(Object before, Object last) {
    @Override
    public String toString() {
      return String.valueOf(before) + last;
    }
  }

  private static JsonNode toJson(LuaValue value, Place where, int depth) {
    if (depth > MAX_DEPTH) {
      throw new LuaError(where + " is nested more than " + MAX_DEPTH + " deep, or holds itself");
    }
    if (value.raweq(NULL)) {
      return NullNode.instance;
    }
    return switch (value.type()) {
      case LuaValue.TBOOLEAN -> BooleanNode.valueOf(value.toboolean());
      case LuaValue.TNUMBER -> number(value.todouble(), where);
      case LuaValue.TSTRING -> TextNode.valueOf(text(value.checkstring(), where));
      case LuaValue.TTABLE -> table(value.checktable(), where, depth);
      default -> throw new LuaError(where + " is a " + value.typename() + ", which JSON lacks");
    };
  }

  private static JsonNode number(double value, Place where) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new LuaError(where + " is " + value + ", which JSON lacks");
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE;
    return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
  }

  private static String text(LuaString value, Place where) {
    String text = new String(value.m_bytes, value.m_offset, value.m_length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACED) < 0 ? text : strictText(value, where);
  }

  private static String strictText(LuaString value, Place where) {
    ByteBuffer bytes = ByteBuffer.wrap(value.m_bytes, value.m_offset, value.m_length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new LuaError(where + " is a string that is not UTF-8");
    }
  }

  private static JsonNode table(LuaTable table, Place where, int depth) {
    boolean array = isArray(table);
    ObjectNode object = JSON.objectNode();
    ArrayNode items = JSON.arrayNode();
    int length = table.length();
    if (array) {
      for (int i = 1; i <= length; i++) {
        items.add(toJson(table.get(i), new Place(where, "[" + i + "]"), depth + 1));
      }
    }
    for (Varargs entry = table.next(LuaValue.NIL); !entry.isnil(1); ) {
      LuaValue key = entry.arg1();
      if (array) {
        if (!key.isint() || key.type() != LuaValue.TNUMBER || key.toint() > length) {
          throw new LuaError(where + " is an array with holes or with the key " + key.tojstring());
        }
      } else if (key.type() != LuaValue.TSTRING) {
        throw new LuaError(where + " mixes named and numbered keys");
      } else {
        String name = text(key.checkstring(), new Place("a key of ", where));
        object.set(name, toJson(entry.arg(2), new Place(where, "." + name), depth + 1));
      }
      entry = table.next(key);
    }
    if (table instanceof JsonTable json) {
      json.nulls().forEach(object::putNull);
    }
    return array ? items : object;
  }

  private static boolean isArray(LuaTable table) {
    if (table instanceof JsonTable json && json.isArray()) {
      return true;
    }
    LuaValue metatable = table.getmetatable();
    boolean marked = metatable != null && metatable.get(IS_ARRAY).toboolean();
    return marked || table.length() > 0 || hasOnlyNumbers(table);
  }

  /** Whether it has keys, none of which is a name. */
  private static boolean hasOnlyNumbers(LuaTable table) {
    Varargs entry = table.next(LuaValue.NIL);
    boolean some = !entry.isnil(1);
    while (!entry.isnil(1)) {
      if (entry.arg1().type() == LuaValue.TSTRING) {
        return false;
      }
      entry = table.next(entry.arg1());
    }
    return some;
  }
}
