package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.delivery.PermanentException;
import io.drover.script.LuaOracle;
import io.drover.script.RequiresOracles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts of {@link LuaGrammar} give what lua5.1 gives. */
@RequiresOracles
class LuaGeneratedTest {
  private static final int SCRIPTS = 2_000;

  @Test
  void generatedScriptsGiveWhatLuaGives(LuaOracle lua) {
    JsonNode event = JsonNodeFactory.instance.objectNode();
    List<String> differences = new ArrayList<>();
    int errors = 0;
    LuaGrammar grammar = new LuaGrammar(1);
    for (int i = 0; i < SCRIPTS; i++) {
      String script = grammar.next();
      LuaOracle.Answer expected = lua.ask(script, event);
      String difference = difference(script, event, expected);
      if (difference != null) {
        differences.add(script.substring(LuaGrammar.PRELUDE.length()) + "\n" + difference);
      }
      errors += expected.error() == null ? 0 : 1;
    }
    assertThat(differences.stream().limit(10)).as("%d differ", differences.size()).isEmpty();
    assertThat(errors).as("scripts that only fail prove little").isLessThan(SCRIPTS / 4);
  }

  /** JSON that we write has no sign at zero. */
  private static String unsigned(JsonNode out) {
    return out.toString().replaceAll("-0(?![\\w.])", "0");
  }

  private static String difference(String script, JsonNode event, LuaOracle.Answer expected) {
    JsonNode out;
    try {
      out = LuaScript.compile("case.lua", script).run(event);
    } catch (PermanentException | IllegalArgumentException e) {
      return expected.error() != null
          ? null
          : "lua5.1: " + expected.out() + "\nours: " + e.getMessage();
    }
    return expected.error() == null && unsigned(expected.out()).equals(unsigned(out))
        ? null
        : "lua5.1: " + expected + "\nours: " + out;
  }
}
