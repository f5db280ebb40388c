package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.script.Budget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A JSON array or object as a table. A member is made when the script first asks for it, so what a
 * script does not touch is handed on as it came. It remembers what a Lua table cannot say: that it
 * is an array even when empty, and which members are null, until the script assigns them.
 */
final class JsonTable extends ScriptTable {
  private static final int MEMBER = 8; // bytes that a table has at least for each
  private static final int FEW = 4; // members that a script asks for

  private final JsonNode json;
  private List<JsonTable> tables = List.of(); // among the members that were made
  private LuaValue[] given; // all members as they were made, nil for null; or itself null
  private boolean changed;
  private Set<String> assigned = Set.of(); // members that were null

  JsonTable(JsonNode json) {
    this.json = json;
  }

  JsonNode json() {
    return json;
  }

  boolean isArray() {
    return json.isArray();
  }

  boolean isNull(String member) {
    JsonNode value = json.get(member);
    return value != null && value.isNull() && !assigned.contains(member);
  }

  /** Whether neither it nor a table in it was changed. */
  boolean isUnchanged() {
    if (changed) {
      return false;
    }
    for (JsonTable table : tables) {
      if (!table.isUnchanged()) {
        return false;
      }
    }
    return true;
  }

  /** The JSON of a member, if its value is still the one that was made of it; or null. */
  JsonNode jsonIfSame(int index, LuaValue value) {
    if (given == null || index >= given.length || !given[index].raweq(value)) {
      return null;
    }
    return isArray() ? json.get(index) : json.get(LuaText.toJava(name(index)));
  }

  @Override
  int fixedNames() {
    return given.length;
  }

  private void fill() {
    if (given == null) {
      CurrentBudget.get().allocating((long) MEMBER * json.size());
      given = new LuaValue[json.size()];
      if (json.isArray()) {
        fillArray();
      } else {
        fillObject();
      }
    }
  }

  private void fillArray() {
    super.presize(given.length);
    Budget budget = CurrentBudget.get();
    for (int n = 0; n < given.length; n++) {
      budget.step();
      given[n] = made(json.get(n));
      super.rawset(n + 1, given[n].isnil() ? LuaJson.NULL : given[n]);
    }
  }

  private void fillObject() {
    int n = 0;
    Budget budget = CurrentBudget.get();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      budget.step(); // one by one, as names may be chosen so that a table finds them slowly
      LuaString name = LuaText.of(member.getKey());
      LuaValue before = hashget(name);
      given[n] = before.isnil() ? made(member.getValue()) : before;
      remember(name);
      hashset(name, given[n++]);
    }
  }

  private LuaValue made(JsonNode member) {
    LuaValue value = LuaJson.toLua(member);
    if (value instanceof JsonTable table) {
      tables = tables.isEmpty() ? new ArrayList<>(2) : tables;
      tables.add(table);
    }
    return value;
  }

  /** Makes no other member than the one asked for. */
  private LuaValue member(LuaString name) {
    LuaValue before = hashget(name);
    if (!before.isnil()) {
      return before;
    }
    String text = Evaluation.current().names().of(name);
    LuaValue value = text == null ? NIL : made(json.get(text));
    if (!value.isnil()) {
      if (getHashLength() == 0) {
        super.presize(0, Math.min(json.size(), FEW));
      }
      hashset(name, value);
    }
    return value;
  }

  @Override
  public LuaValue rawget(int key) {
    fill();
    return super.rawget(key);
  }

  @Override
  public LuaValue rawget(LuaValue key) {
    if (given == null && json.isObject() && key instanceof LuaString name) {
      return member(name);
    }
    fill();
    return super.rawget(key);
  }

  @Override
  public void rawset(int key, LuaValue value) {
    fill();
    changed = true;
    super.rawset(key, value);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    fill();
    changed = true;
    if (key instanceof LuaString name && json.isObject()) {
      noteIfNull(LuaText.toJava(name));
    }
    super.rawset(key, value);
  }

  private void noteIfNull(String member) {
    if (member != null && isNull(member)) {
      assigned = assigned.isEmpty() ? new HashSet<>() : assigned;
      assigned.add(member);
    }
  }

  @Override
  public int rawlen() {
    fill();
    return super.rawlen();
  }

  @Override
  public Varargs next(LuaValue key) {
    fill();
    return super.next(key);
  }

  @Override
  public void sort(LuaValue comparator) {
    fill();
    changed = true;
    super.sort(comparator);
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    fill();
    changed = true; // it may say now that it is an array
    return super.setmetatable(metatable);
  }

  @Override
  public void presize(int items) {
    fill();
    super.presize(items);
  }
}
