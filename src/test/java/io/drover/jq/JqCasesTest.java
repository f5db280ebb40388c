package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.script.CaseFiles;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import io.drover.script.Values;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case of jq; JqReferenceTest has them run by jq 1.7.1 too. */
class JqCasesTest {
  @TestFactory
  Stream<DynamicNode> cases() {
    return CaseFiles.tests("jq", JqCasesTest::run);
  }

  private static void run(JsonNode testCase) {
    String program = testCase.path("program").asText();
    if (testCase.has("error")) {
      assertThatThrownBy(() -> evaluate(program, testCase.path("in")))
          .as(program)
          .hasMessageContaining(testCase.path("error").asText());
    } else {
      List<JsonNode> outputs = evaluate(program, testCase.path("in"));
      assertThat(Values.same(testCase, outputs))
          .as("%s gives %s, expected %s", program, outputs, testCase.path("out"))
          .isTrue();
    }
  }

  private static List<JsonNode> evaluate(String program, JsonNode in) {
    ScriptText text = new ScriptText("case.jq", program);
    return JqProgram.compile(text, JqLibrary.PLAIN).evaluate(in, ScriptLimits.DEFAULT, null);
  }
}
