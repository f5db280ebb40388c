package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of Lua by lua5.1: the same, or marked by {@code reference: why it differs}, and then
 * it must.
 */
@RequiresOracles
class LuaReferenceTest {
  @TestFactory
  Stream<DynamicNode> cases(LuaOracle lua) {
    return CaseFiles.tests("lua", testCase -> compare(lua, testCase));
  }

  private static void compare(LuaOracle lua, JsonNode testCase) {
    LuaOracle.Answer answer = lua.ask(testCase.path("script").asText(), testCase.path("in"));
    if (testCase.has("reference")) {
      assertThat(agrees(testCase, answer))
          .as("lua5.1 gives the same by now (%s): take the mark away", answer)
          .isFalse();
    } else {
      assertThat(agrees(testCase, answer))
          .as("lua5.1 gives %s: mend the case, or mark it by reference: and why", answer)
          .isTrue();
    }
  }

  private static boolean agrees(JsonNode testCase, LuaOracle.Answer answer) {
    if (testCase.has("error")) {
      return answer.error() != null;
    }
    if (answer.error() != null) {
      return false;
    }
    JsonNode out = testCase.path("out");
    return out.asText().equals("nothing")
        ? answer.out() == null
        : answer.out() != null && out.equals(Values.AS_DOUBLES, answer.out());
  }
}
