package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.script.LuaOracle;
import io.drover.script.RequiresOracles;
import io.drover.script.Values;
import org.junit.jupiter.api.Test;

/** Scripts from the same grammar, without what is endless, by lua5.1 too. */
@RequiresOracles
class LuaRandomReferenceTest {
  @Test
  void scriptsGiveWhatTheyGiveInLua51(LuaOracle lua) {
    JsonNode event = new ObjectMapper().createObjectNode();
    for (int seed = 0; seed < LuaRandomScriptsTest.SCRIPTS; seed++) {
      String script = RandomScript.of(seed, false);
      JsonNode ours = LuaRandomScriptsTest.run(script);
      LuaOracle.Answer theirs = lua.ask(script, event);
      boolean same =
          ours == null
              ? theirs.error() != null
              : theirs.out() != null && ours.equals(Values.AS_DOUBLES, theirs.out());
      assertThat(same).as("seed %d%n%s%nours: %s%nlua5.1: %s", seed, script, ours, theirs).isTrue();
    }
  }
}
