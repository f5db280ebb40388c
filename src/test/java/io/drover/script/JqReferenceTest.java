package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of jq by jq 1.7.1: the same, or marked by {@code reference: why it differs}, and then
 * it must.
 */
@RequiresOracles
class JqReferenceTest {
  @TestFactory
  Stream<DynamicNode> cases(JqOracle jq) {
    return CaseFiles.tests("jq", testCase -> compare(jq, testCase));
  }

  private static void compare(JqOracle jq, JsonNode testCase) {
    JqOracle.Answer answer = jq.ask(testCase.path("program").asText(), testCase.path("in"));
    if (testCase.has("reference")) {
      assertThat(agrees(testCase, answer))
          .as("jq 1.7.1 gives the same by now (%s): take the mark away", answer)
          .isFalse();
    } else {
      assertThat(agrees(testCase, answer))
          .as("jq 1.7.1 gives %s: mend the case, or mark it by reference: and why", answer)
          .isTrue();
    }
  }

  private static boolean agrees(JsonNode testCase, JqOracle.Answer answer) {
    if (testCase.has("error")) {
      return answer.error() != null && answer.error().contains(testCase.path("error").asText());
    }
    return answer.error() == null && Values.same(testCase, answer.out());
  }
}
