package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a script can reach is what it was given, and what it does is seen by itself alone. */
class LuaEscapesTest {
  private static final JsonNode EVENT = json("{\"a\": {\"b\": [1, null]}, \"s\": \"x\"}");

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode run(String script) {
    return LuaScript.compile("escape.lua", script)
        .run(EVENT, () -> Map.of("ce-id", "1"), new Budget(ScriptLimits.DEFAULT));
  }

  @Test
  void nothingButTablesFunctionsAndPlainValuesIsInReach() {
    Evaluation evaluation =
        new Evaluation(
            new ScriptText("x", ""), ConstantTexts.NONE, new Budget(ScriptLimits.DEFAULT));
    evaluation.during(
        () -> {
          MessageHeaders headers = new MessageHeaders(() -> Map.of("ce-id", "1"));
          walk(Sandbox.environment(LuaJson.toLua(EVENT), headers));
          return null;
        });
  }

  private static void walk(LuaValue root) {
    Set<LuaValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<LuaValue> left = new ArrayDeque<>();
    left.add(root);
    while (!left.isEmpty()) {
      LuaValue value = left.remove();
      assertThat(value.type())
          .isIn(
              LuaValue.TNIL,
              LuaValue.TBOOLEAN,
              LuaValue.TNUMBER,
              LuaValue.TSTRING,
              LuaValue.TTABLE,
              LuaValue.TFUNCTION,
              LuaValue.TUSERDATA);
      if (value.type() == LuaValue.TUSERDATA) {
        assertThat(value).isSameAs(LuaJson.NULL);
      }
      if (value instanceof LuaFunction) {
        assertThat(value.getClass().getName()).matches("io\\.drover\\.lua\\..*|.*\\.Bit32Lib.*");
      }
      if (value.getmetatable() != null && seen.add(value.getmetatable())) {
        left.add(value.getmetatable());
      }
      if (value instanceof LuaTable table && seen.add(table)) {
        for (Varargs entry = table.next(LuaValue.NIL); !entry.isnil(1); ) {
          left.add(entry.arg1());
          left.add(entry.arg(2));
          entry = table.next(entry.arg1());
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io",
        "debug",
        "package",
        "coroutine",
        "luajava",
        "arg",
        "java",
        "Packages",
        "string.dump",
        "_ENV.io",
        "_G.io",
        "_G._G.debug",
        "getmetatable(_G)",
        "getmetatable(event)",
        "getmetatable(print)",
        "getmetatable(1)",
        "getmetatable(nil)",
        "getmetatable(json.null)",
        "event.getClass",
        "event.class",
        "event.json",
        "json.null.getClass",
        "print.getClass",
        "('').getClass",
        "('').class",
        "cloudevent.getClass"
      })
  void isNotThere(String what) {
    String script = "local ok, found = pcall(function() return " + what + " end) ";
    assertThat(run(script + "return ok and found ~= nil").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load('return 1')",
        "loadstring('return 1')",
        "loadstring('\\27Lua')",
        "dofile('/etc/passwd')",
        "loadfile('/etc/passwd')",
        "require('os')",
        "require('io')",
        "module('x')",
        "setfenv(1, {})",
        "getfenv(0)",
        "newproxy(true)",
        "collectgarbage()",
        "coroutine.create(print)",
        "debug.getinfo(1)",
        "debug.sethook()",
        "package.loadlib('x', 'y')",
        "io.open('/etc/passwd')",
        "io.popen('id')",
        "os.execute('id')",
        "os.exit()",
        "os.remove('x')",
        "os.rename('x', 'y')",
        "os.tmpname()",
        "os.setlocale('C')",
        "os.getenv('HOME')",
        "luajava.bindClass('java.lang.System')",
        "string.dump(print)",
        "string.format('%s', json.null.x)",
        "setmetatable('', {})",
        "setmetatable(json.null, {})",
        "getmetatable('').__index.upper = nil",
        "rawset(getmetatable(''), 'x', 1)"
      })
  void isRefused(String what) {
    assertThatThrownBy(() -> run(what))
        .isInstanceOf(PermanentException.class)
        .hasMessageStartingWith("running escape.lua: escape.lua:1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "table", "math", "json", "os", "bit32", "cloudevent"})
  void aLibraryCannotBeChangedByAnyFunction(String library) {
    String[] ways = {
      "LIB.x = 1",
      "LIB[1] = 1",
      "rawset(LIB, 'x', 1)",
      "rawset(LIB, 1, 1)",
      "table.insert(LIB, 1)",
      "table.insert(LIB, 1, 1)",
      "setmetatable(LIB, {})",
      "for k in pairs(LIB) do LIB[k] = nil end",
      "table.sort(LIB, function(a, b) LIB.x = 1 end) LIB.y = 1",
      "rawset(LIB, next(LIB) or 'z', nil)"
    };
    for (String way : ways) {
      assertThatThrownBy(() -> run(way.replace("LIB", library)))
          .as(way)
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("cannot be changed");
    }
  }

  @Test
  void whatARunAssignsIsGoneForTheNextOne() {
    run(
        """
        leak = event
        string = {upper = function() return "mine" end}
        print = nil
        _G.pairs = nil
        _G.json = nil
        setmetatable(_G, {__index = function() return "default" end})
        """);
    assertThat(
            run(
                """
                return {leak == nil, ("x"):upper(), string.upper("x"), type(print),
                        type(pairs), type(json), nothing == nil}
                """))
        .hasToString("[true,\"X\",\"X\",\"function\",\"function\",\"table\",true]");
  }

  @Test
  void theEventThatRunsShareIsNeverChanged() {
    JsonNode before = EVENT.deepCopy();
    JsonNode result =
        run(
            """
            event.s = nil
            event.a.b[2] = 5
            table.insert(event.a.b, 6)
            event.a.c = {}
            table.sort(event.a.b)
            table.remove(event.a.b, 1)
            event.new = event.a
            setmetatable(event.a, {__mode = "k"})
            return event
            """);
    assertThat(EVENT).isEqualTo(before);
    assertThat(result).hasToString("{\"a\":{\"b\":[5,6],\"c\":{}},\"new\":{\"b\":[5,6],\"c\":{}}}");
  }

  @Test
  void compiledCodeIsRefused() {
    assertThatThrownBy(() -> LuaScript.compile("x.lua", "\u001bLuaR\u0000\u0001\u0004"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x.lua:1: it is compiled Lua, not the text of it");
  }

  @Test
  void theAddressOfAnObjectIsNotShown() {
    String script = "local t = {} return {tostring(t), tostring(print), tostring(t), tostring({})}";
    assertThat(run(script))
        .hasToString(
            "[\"table: 0x00000001\",\"function: 0x00000002\",\"table: 0x00000001\","
                + "\"table: 0x00000003\"]")
        .isEqualTo(run(script));
  }
}
