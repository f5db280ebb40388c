package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.script.LuaOracle;
import io.drover.script.RequiresOracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Thousands of random calls give what they give in lua5.1, the messages of errors included. */
@RequiresOracles
class LibraryDifferenceTest {
  private static final int ROUNDS = 20;
  private static final int CALLS = 100;

  /** Makes text of all results; what a function is called at its place is not compared. */
  private static final String START =
      """
      local out = {}
      local function shown(v)
        if type(v) == "table" then return "a table" end
        return (tostring(v):gsub("[^ -~]", function(c) return "<" .. c:byte() .. ">" end))
      end
      local function try(f, ...)
        local r = {pcall(f, ...)}
        for i = 1, table.maxn(r) do r[i] = shown(r[i]) end
        if r[1] == "false" then
          r[2] = r[2]:gsub("^%S*:%d+: ", ""):gsub("'[^']*' %(", "'?' ("):gsub("on %a+ '.-' %(", "on (")
          r[2] = r[2]:gsub("perform arithmetic on.*", "perform arithmetic")
        end
        out[#out + 1] = table.concat(r, "|")
      end
      """;

  private final Random random = new Random(5_1);
  private final RandomNumbers numbers = new RandomNumbers(random);
  private final RandomPatterns patterns = new RandomPatterns(random);

  @Test
  void numbersAsText(LuaOracle lua) {
    compare(
        lua,
        () ->
            "function() local v = %s return v .. '', tostring(v), tonumber(v), table.concat({v}) end"
                .formatted(numbers.any()));
  }

  @Test
  void arithmetic(LuaOracle lua) {
    compare(
        lua,
        () -> {
          String operator = numbers.one(List.of("+", "-", "*", "/", "%"));
          return "function() return (%s) %s (%s) end"
              .formatted(numbers.any(), operator, numbers.any());
        });
  }

  @Test
  void comparisons(LuaOracle lua) {
    compare(
        lua,
        () ->
            "function() local a, b = %s, %s return -a, a == b, a < b, a <= b, a > b, a >= b end"
                .formatted(numbers.any(), numbers.number()));
  }

  @Test
  void formats(LuaOracle lua) {
    compare(
        lua,
        () ->
            "string.format, \"x%s y%s\", %s, %s"
                .formatted(conversion(), conversion(), value(), value()));
  }

  private String value() {
    return random.nextInt(4) > 0
        ? numbers.any()
        : numbers.one(
            List.of("'hello'", "'a\\nb\"\\\\\\r'", "nil", "{}", "true", "65", "('x'):rep(120)"));
  }

  private String conversion() {
    StringBuilder conversion = new StringBuilder("%");
    for (int i = random.nextInt(3); i > 0; i--) {
      conversion.append("-+ #0".charAt(random.nextInt(5)));
    }
    conversion.append(random.nextBoolean() ? "" : random.nextInt(25));
    conversion.append(random.nextBoolean() ? "" : "." + random.nextInt(20));
    return conversion.append("diuoxXeEfgGsqady".charAt(random.nextInt(16))).toString();
  }

  @Test
  void finding(LuaOracle lua) {
    compare(
        lua,
        () -> {
          String function = numbers.one(List.of("find", "match"));
          String more = numbers.one(List.of("", ", " + numbers.near(6), ", 1, true"));
          return "string.%s, %s, %s%s"
              .formatted(function, patterns.subject(), patterns.pattern(), more);
        });
  }

  @Test
  void replacing(LuaOracle lua) {
    compare(
        lua,
        () -> {
          List<String> replacements =
              List.of(
                  patterns.replacement(),
                  "function(...) return table.concat({...}, ';') end",
                  "function(a, b) return b end",
                  "{a = 'X', b = 1, [1] = 'one'}");
          String more = numbers.one(List.of("", ", " + numbers.near(4)));
          return "string.gsub, %s, %s, %s%s"
              .formatted(patterns.subject(), patterns.pattern(), numbers.one(replacements), more);
        });
  }

  @Test
  void allMatches(LuaOracle lua) {
    compare(
        lua,
        () ->
            """
            function()
              local t = {}
              for a, b in string.gmatch(%s, %s) do t[#t + 1] = tostring(a) .. tostring(b) end
              return unpack(t)
            end\
            """
                .formatted(patterns.subject(), patterns.pattern()));
  }

  @Test
  void partsOfTexts(LuaOracle lua) {
    compare(
        lua,
        () -> {
          String function = numbers.one(List.of("sub", "byte", "rep", "upper", "reverse"));
          return "string.%s, %s, %d, %d"
              .formatted(function, patterns.subject(), numbers.near(15), numbers.near(15));
        });
  }

  @Test
  void sorting(LuaOracle lua) {
    List<String> orders =
        List.of("a < b", "a > b", "a % 5 < b % 5", "a <= b", "true", "false", "b % 3 < 1");
    compare(
        lua,
        () -> {
          List<String> items = new ArrayList<>();
          for (int i = random.nextInt(14); i > 0; i--) {
            items.add(String.valueOf(random.nextInt(20)));
          }
          return "function() local t = {%s} table.sort(t, function(a, b) return %s end) return unpack(t) end"
              .formatted(String.join(", ", items), numbers.one(orders));
        });
  }

  private static void compare(LuaOracle lua, Supplier<String> call) {
    JsonNode event = JsonNodeFactory.instance.objectNode();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> calls = new ArrayList<>();
      StringBuilder script = new StringBuilder(START);
      for (int i = 0; i < CALLS; i++) {
        calls.add(call.get());
        script.append("try(").append(calls.get(i)).append(")\n");
      }
      String text = script.append("return out").toString();
      LuaOracle.Answer answer = lua.ask(text, event);
      assertThat(answer.error()).isNull();
      assertThat(together(calls, LuaScript.compile("case.lua", text).run(event)))
          .containsExactlyElementsOf(together(calls, answer.out()));
    }
  }

  private static List<String> together(List<String> calls, JsonNode results) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      lines.add(calls.get(i) + " gives " + results.path(i).asText());
    }
    return lines;
  }
}
