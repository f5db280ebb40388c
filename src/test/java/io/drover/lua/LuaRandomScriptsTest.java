package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever a script is, it ends, before it has used up twice what a limit allows. */
class LuaRandomScriptsTest {
  static final int SCRIPTS = 1_500;
  private static final ScriptLimits LIMITS = new ScriptLimits(1_000, 20_000, 8_000_000, 1_000_000);

  /** Classes that Java loads for a first error would count as what a script asked for. */
  @BeforeAll
  static void loadClasses() {
    LuaScript script = LuaScript.compile("first.lua", "return pcall(function() return {} + 1 end)");
    script.run(new ObjectMapper().createObjectNode());
  }

  /** What a script gave: null for an error. */
  static JsonNode run(String script) {
    Budget budget = new Budget(LIMITS);
    try {
      return LuaScript.compile("random.lua", script)
          .run(new ObjectMapper().createObjectNode(), Map::of, budget);
    } catch (PermanentException e) {
      assertThat(e).hasMessageStartingWith("running random.lua: ");
      return null;
    } finally {
      assertThat(budget.stepsTaken()).isLessThan(2 * LIMITS.steps());
      assertThat(budget.allocated()).isLessThan(2 * LIMITS.allocatedBytes());
    }
  }

  @Test
  void scriptsThatMayBeEndlessAreEnded() {
    int ended = 0;
    for (int seed = 0; seed < SCRIPTS; seed++) {
      ended += run(RandomScript.of(seed, true)) == null ? 1 : 0;
    }
    assertThat(ended).isBetween(SCRIPTS / 10, SCRIPTS * 9 / 10);
  }
}
