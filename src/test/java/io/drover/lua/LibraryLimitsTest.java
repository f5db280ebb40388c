package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.drover.delivery.PermanentException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call of the library can ask for much; it is stopped as a loop of the script is. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LibraryLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "return string.rep('x', 1e9)",
        "return pcall(string.rep, 'x', 1e9)",
        "return string.rep(string.rep('x', 1e6), 2^31 - 1)",
        "local s = string.rep('x', 1e6) return (s:gsub('x', s))",
        "local s = string.rep('x', 1e6) return (s:gsub('x', function() return s end))",
        "local s = string.rep('x', 1e6) return (s:gsub('.*', ('%0'):rep(1000)))",
        "local s = string.rep('ab', 1e7) for i = 1, 9 do s = s:upper():lower() end return #s",
        "local s = string.rep('ab', 1e7) for i = 1, 9 do s = s:reverse() end return #s",
        "local t = {} for i = 1, 99 do t[i] = ('x'):rep(1e6) t[i] = nil end return #t",
        "local s, t = ('x'):rep(1e6), {} for i = 1, 99 do t[i] = s end return #table.concat(t)",
        "local s, t = ('x'):rep(1e6), {1} t[99] = 1 return #table.concat(t, s, 1, 1) .. s:rep(99)",
        "local s, t = ('x'):rep(1e6), {} for i = 1, 99 do t[i] = s end"
            + " return #string.format(('%s'):rep(99), unpack(t))",
        "local s = ('x'):rep(1e6) return #string.format(('%q'):rep(2), s, s) .. s:rep(70)"
      })
  void memory(String script) {
    assertStops(script, "asked for more than 64 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return ('a'):rep(1e5):find('.-.-.-b')",
        "return ('a'):rep(1e5):match('a*a*a*b')",
        "return ('a'):rep(1e5):gsub('a-b', '')",
        "for w in ('a'):rep(1e5):gmatch('.-.-b') do end",
        "return ('('):rep(1e5):find('%b()')",
        "return (('a'):rep(1e4)):find(('a?'):rep(90) .. ('a'):rep(90) .. 'b')",
        "return ('a'):rep(1e4):find('(.*)(.*)%1%2b')",
        "local s = ('a'):rep(1e6) while true do s:find(s .. 'b', 1, true) end",
        "local s = ('a'):rep(1e6) while true do s:find('b', 1, true) end",
        "local s = ('A'):rep(1e6) while true do s:upper() end",
        "table.insert({}, -2147483648, 1)",
        "local t = {} while true do table.insert(t, 1, 1) table.remove(t, 1) end",
        "local t = {} for i = 1, 5e4 do t[i] = i end while true do table.sort(t) end",
        "local s = ('1'):rep(1e6) while true do tonumber(s) end",
        "local s = ('1'):rep(1e6) while true do local n = s + 0 end"
      })
  void steps(String script) {
    assertStops(script, "(took|asked for) more than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local function f() return (('x'):gsub('x', f)) end return f()",
        "local function f() table.sort({1, 2, 3}, f) return true end return f()",
        "local function f() table.foreach({1}, f) end return f()"
      })
  void depth(String script) {
    assertStops(script, "nested more than");
  }

  private static void assertStops(String script, String message) {
    assertThatThrownBy(() -> LuaScript.compile("x.lua", script).run(NullNode.getInstance()))
        .isInstanceOf(PermanentException.class)
        .hasMessageMatching("(?s).*" + message + ".*");
  }
}
