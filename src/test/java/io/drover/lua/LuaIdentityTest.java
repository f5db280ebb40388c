package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.script.RandomJson;
import org.junit.jupiter.api.Test;

/** JSON that goes through Lua comes out as it went in, but for what the script changed. */
class LuaIdentityTest {
  private static final int DOCUMENTS = 100_000;

  private static final String LOOK_AT_ALL =
      """
      local function look(value)
        if type(value) == "table" then
          for key, member in pairs(value) do
            look(member)
            local same = value[key] == member
          end
        end
      end
      """;

  private static final LuaScript AS_IT_IS = LuaScript.compile("x.lua", "return event");
  private static final LuaScript LOOKED_AT =
      LuaScript.compile("x.lua", LOOK_AT_ALL + "look(event) return event");
  private static final LuaScript WRITTEN_BACK =
      LuaScript.compile(
          "x.lua",
          LOOK_AT_ALL + "look(event) for k, v in pairs(event) do event[k] = v end return event");
  private static final LuaScript ONE_ADDED =
      LuaScript.compile("x.lua", "event.added = {1} return event");
  private static final LuaScript ONE_REPLACED =
      LuaScript.compile(
          "x.lua", LOOK_AT_ALL + "look(event) event.value.changed = 'x' return event");

  private static void assertSame(JsonNode out, JsonNode in) {
    assertThat(out).isEqualTo(in);
    assertThat(out.toString()).isEqualTo(in.toString()); // the order of members too
  }

  @Test
  void documentsAreTheSameAfterwards() {
    RandomJson random = new RandomJson(1);
    for (int n = 0; n < DOCUMENTS; n++) {
      ObjectNode in = random.object();
      JsonNode copy = in.deepCopy();
      assertSame(AS_IT_IS.run(in), copy);
      assertSame(LOOKED_AT.run(in), copy);
      if (n % 4 == 0) {
        assertSame(WRITTEN_BACK.run(in), copy);
      }
      assertThat(in).isEqualTo(copy);
    }
  }

  @Test
  void aChangedMemberIsTheOnlyDifference() {
    RandomJson random = new RandomJson(2);
    for (int n = 0; n < DOCUMENTS / 2; n++) {
      ObjectNode in = random.object();
      ObjectNode added = in.deepCopy();
      added.putArray("added").add(1L);
      assertSame(ONE_ADDED.run(in), added);

      ObjectNode outer = random.object();
      outer.set("value", in);
      ObjectNode replaced = outer.deepCopy();
      ((ObjectNode) replaced.get("value")).put("changed", "x");
      assertSame(ONE_REPLACED.run(outer), replaced);
    }
  }
}
