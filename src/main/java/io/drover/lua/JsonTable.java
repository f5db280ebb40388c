package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A JSON array or object as a table. Its members are made when the script first asks for one, so
 * what a script does not touch is handed on as it came. It remembers what a Lua table cannot say:
 * that it is an array even when empty, and which members are null, until the script assigns them.
 */
final class JsonTable extends ScriptTable {
  private static final LuaValue[] EMPTY = {};

  private final JsonNode json;
  private LuaValue[] given; // its members as they were made, nil for null; itself null before that
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
    for (LuaValue member : given == null ? EMPTY : given) {
      if (member instanceof JsonTable table && !table.isUnchanged()) {
        return false;
      }
    }
    return true;
  }

  /** The JSON of a member, if its value is still the one that was made of it; or null. */
  JsonNode jsonIfSame(int index, LuaValue value) {
    if (index >= given.length || !given[index].raweq(value)) {
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
      CurrentBudget.get().steps(json.size());
      LuaValue[] made = new LuaValue[json.size()];
      given = made;
      if (json.isArray()) {
        fillArray(made);
      } else {
        fillObject(made);
      }
      changed = false;
    }
  }

  private void fillArray(LuaValue[] made) {
    super.presize(made.length);
    for (int n = 0; n < made.length; n++) {
      made[n] = LuaJson.toLua(json.get(n));
      super.rawset(n + 1, made[n].isnil() ? LuaJson.NULL : made[n]);
    }
  }

  private void fillObject(LuaValue[] made) {
    super.presize(0, made.length);
    int n = 0;
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      LuaString name = LuaText.of(member.getKey());
      made[n] = LuaJson.toLua(member.getValue());
      remember(name);
      hashset(name, made[n]);
      n++;
    }
  }

  @Override
  public LuaValue rawget(int key) {
    fill();
    return super.rawget(key);
  }

  @Override
  public LuaValue rawget(LuaValue key) {
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
    if (key instanceof LuaString && json.isObject() && isNull(key.tojstring())) {
      assigned = assigned.isEmpty() ? new HashSet<>() : assigned;
      assigned.add(key.tojstring());
    }
    super.rawset(key, value);
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
    return super.setmetatable(metatable);
  }

  @Override
  public void presize(int items) {
    fill();
    super.presize(items);
  }
}
