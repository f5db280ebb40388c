package io.drover.jq;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.script.CaseFiles;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import io.drover.script.Values;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of jq; JqReferenceTest has them run by jq 1.7.1 too. */
class JqCasesTest {
  @TestFactory
  Stream<DynamicNode> cases() {
    return CaseFiles.tests("jq", JqCasesTest::run);
  }

  @Test
  void everyFunctionHasACase() {
    String programs =
        CaseFiles.all("jq").map(c -> c.path("program").asText()).collect(joining("\n"));
    assertThat(JqLibrary.PLAIN.signatures())
        .hasSizeGreaterThan(200)
        .allMatch(signature -> isCalled(signature, programs));
  }

  /** As a name alone, or with brackets for its arguments. */
  private static boolean isCalled(String signature, String programs) {
    int slash = signature.indexOf('/');
    String end = signature.endsWith("/0") ? "(?![\\w(:])" : "\\(";
    return Pattern.compile("(?<![\\w.$])" + signature.substring(0, slash) + end)
        .matcher(programs)
        .find();
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
