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
import io.drover.script.Budget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One value as JSON, counted as output. What came as JSON and was not changed is handed on as it
 * is; where it still has its own place, it counts nothing.
 */
final class JsonWriter {
  static final int MAX_DEPTH = 200;
  private static final int OF_A_VALUE = 8;
  private static final Object KEY = List.of(); // in a place, any key of it
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Budget budget;
  private final ConstantTexts names;

  JsonWriter(Budget budget, ConstantTexts names) {
    this.budget = budget;
    this.names = names;
  }

  /** Where a value stands; spelled out only where something is wrong. */
  private record Place(Place in, Object key) {
    Place at(Object member) {
      return new Place(this, member);
    }

    @Override
    public String toString() {
      if (in == null) {
        return String.valueOf(key);
      }
      if (key == KEY) {
        return "a key of " + in;
      }
      return in + (key instanceof Integer ? "[" + key + "]" : "." + key);
    }
  }

  JsonNode write(LuaValue value) {
    return write(value, new Place(null, "the result"), 0, true);
  }

  /** The same, where all that stands in the value is counted. */
  JsonNode copy(LuaValue value) {
    return write(value, new Place(null, "the value"), 0, false);
  }

  private JsonNode write(LuaValue value, Place where, int depth, boolean own) {
    budget.step();
    if (value instanceof LuaTable table) {
      if (depth > MAX_DEPTH) {
        throw new LuaError(
            where("a value", where)
                + " is nested more than "
                + MAX_DEPTH
                + " deep, or holds itself");
      }
      return table(table, where, depth, own);
    }
    budget.output(OF_A_VALUE);
    if (value.raweq(LuaJson.NULL)) {
      return NullNode.instance;
    }
    if (value instanceof LargeInteger integer) {
      return integer.json();
    }
    return switch (value.type()) {
      case LuaValue.TBOOLEAN -> BooleanNode.valueOf(value.toboolean());
      case LuaValue.TNUMBER -> number(value.todouble(), where);
      case LuaValue.TSTRING -> TextNode.valueOf(text(value.checkstring(), where));
      default -> throw new LuaError(where + " is a " + value.typename() + ", which JSON lacks");
    };
  }

  /** The place of what is nested deep is long. */
  private static String where(String otherwise, Place where) {
    String text = where.toString();
    return text.length() > 100 ? otherwise + " in " + text.substring(0, 60) + "..." : text;
  }

  private static JsonNode number(double value, Place where) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new LuaError(where + " is " + value + ", which JSON lacks");
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LuaJson.MAX_WHOLE;
    return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
  }

  private String text(LuaString value, Place where) {
    budget.output(value.m_length);
    String text = LuaText.toJava(value);
    if (text == null) {
      throw new LuaError(where + " is a string that is not UTF-8");
    }
    return text;
  }

  private JsonNode table(LuaTable table, Place where, int depth, boolean own) {
    if (table instanceof JsonTable json && json.isUnchanged()) {
      if (!own) {
        count(json.json());
      }
      return json.json();
    }
    budget.output(OF_A_VALUE);
    return LuaJson.isArray(table)
        ? array(table, where, depth, own)
        : object(table, where, depth, own);
  }

  private ArrayNode array(LuaTable table, Place where, int depth, boolean own) {
    int length = table.rawlen();
    for (LuaValue key = key(table, LuaValue.NIL); !key.isnil(); key = key(table, key)) {
      if (!key.isinttype() || key.toint() < 1 || key.toint() > length) {
        throw new LuaError(where + " is an array with holes or with the key " + Shown.key(key));
      }
    }
    ArrayNode items = JSON.arrayNode(length);
    JsonTable source = table instanceof JsonTable json && json.isArray() ? json : null;
    for (int n = 0; n < length; n++) {
      LuaValue value = table.rawget(n + 1);
      items.add(member(source, n, value, where.at(n + 1), depth, own));
    }
    return items;
  }

  private LuaValue key(LuaTable table, LuaValue after) {
    budget.step();
    return table.next(after).arg1();
  }

  private ObjectNode object(LuaTable table, Place where, int depth, boolean own) {
    ObjectNode object = JSON.objectNode();
    JsonTable source = table instanceof JsonTable json && !json.isArray() ? json : null;
    if (table instanceof ScriptTable named) {
      for (int n = 0; n < named.nameCount(); n++) {
        addNamed(object, named, n, source, where, depth, own);
      }
    }
    for (Varargs entry = table.next(LuaValue.NIL);
        !entry.isnil(1);
        entry = table.next(entry.arg1())) {
      budget.step();
      if (entry.arg1().type() != LuaValue.TSTRING) {
        throw new LuaError(where + " mixes named and numbered keys");
      }
      if (!(table instanceof ScriptTable)) {
        add(object, entry.arg1().checkstring(), entry.arg(2), null, 0, where, depth, own);
      }
    }
    return object;
  }

  private void addNamed(
      ObjectNode object,
      ScriptTable table,
      int index,
      JsonTable source,
      Place where,
      int depth,
      boolean own) {
    LuaString key = table.name(index);
    LuaValue value = table.rawget(key);
    if (!value.isnil()) {
      add(object, key, value, source, index, where, depth, own);
    } else if (source != null && source.isNull(names.of(key))) {
      object.putNull(names.of(key));
    }
  }

  private void add(
      ObjectNode object,
      LuaString key,
      LuaValue value,
      JsonTable source,
      int index,
      Place where,
      int depth,
      boolean own) {
    budget.output(key.m_length);
    String name = names.of(key);
    if (name == null) {
      throw new LuaError(where.at(KEY) + " is a string that is not UTF-8");
    }
    if (!object.has(name)) {
      object.set(name, member(source, index, value, where.at(name), depth, own));
    }
  }

  private JsonNode member(
      JsonTable source, int index, LuaValue value, Place where, int depth, boolean own) {
    JsonNode same = source == null ? null : source.jsonIfSame(index, value);
    if (same == null || same.isContainerNode()) {
      return write(value, where, depth + 1, own && same != null);
    }
    return same;
  }

  /** JSON that stands in the result a second time; it may be nested deeper than calls may be. */
  private void count(JsonNode json) {
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(json);
    while (!left.isEmpty()) {
      JsonNode next = left.removeLast();
      budget.step();
      budget.output(OF_A_VALUE + (next.isTextual() ? next.textValue().length() : 0));
      next.forEach(left::addLast);
    }
  }
}
