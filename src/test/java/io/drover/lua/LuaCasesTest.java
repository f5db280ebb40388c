package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.CaseFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LuaCasesTest {
  @TestFactory
  Stream<DynamicNode> cases() {
    return CaseFiles.tests("lua", LuaCasesTest::run);
  }

  /** Of functions that lua5.1 lacks. */
  @TestFactory
  Stream<DynamicNode> casesOfOurFunctions() {
    return CaseFiles.tests("lua-ours", LuaCasesTest::run);
  }

  private static void run(JsonNode testCase) {
    LuaScript script = LuaScript.compile("case.lua", testCase.path("script").asText());
    JsonNode in = testCase.path("in");
    if (testCase.has("error")) {
      assertThatThrownBy(() -> script.run(in))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining(testCase.path("error").asText());
    } else if (testCase.path("out").asText().equals("nothing")) {
      assertThat(script.run(in)).isNull();
    } else {
      assertThat(read(script.run(in).toString())).isEqualTo(read(testCase.path("out").toString()));
    }
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void oneRunSeesNothingOfAnother() {
    LuaScript script = LuaScript.compile("x.lua", "x = (x or 0) + 1; return x");
    JsonNode event = new ObjectMapper().createObjectNode();
    assertThat(script.run(event).asInt()).isEqualTo(1);
    assertThat(script.run(event).asInt()).isEqualTo(1);
  }

  @Test
  void aScriptThatDoesNotCompileNamesFileAndLine() {
    assertThatThrownBy(() -> LuaScript.compile("x.lua", "local a = 1\nif a then else else end"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.lua:2")
        .hasMessageNotContaining("Ğ");
  }
}
