package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That the scripts which are measured do what they should. */
class BenchScriptTest {
  @TestFactory
  Stream<DynamicTest> eachScriptMakesOfItsEventWhatIsExpected() throws IOException {
    return BenchScript.all().stream()
        .map(script -> DynamicTest.dynamicTest(script.title(), () -> evaluate(script)));
  }

  private static void evaluate(BenchScript script) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Drover.install(context);
      context.start();
      CamelScript compiled =
          new CamelScript(context, script.language(), script.filter(), script.text());
      for (int i = 0; i < 2; i++) {
        JsonNode result = compiled.evaluate(script.event());
        assertThat(script.expects(result)).as("%s", result.toPrettyString()).isTrue();
      }
    }
  }

  @Test
  void anotherResultIsNotExpected() throws IOException {
    BenchScript report = named("report in Lua");
    String expected = report.expected().toString();
    JsonNode sameNumber = new ObjectMapper().readTree(expected.replace(":43,", ":43.0,"));
    JsonNode another = new ObjectMapper().readTree(expected.replace(":43,", ":44,"));
    assertThat(report.expects(sameNumber)).isTrue();
    assertThat(report.expects(another)).isFalse();
  }

  @Test
  void thePeerReadsNoVariableOfCamel() throws IOException {
    BenchScript ingress = named("service-ingress");
    assertThat(ingress.text()).contains("variable(");
    assertThat(ingress.peerText()).doesNotContain("variable(").contains("cert-manager.io/*");
  }

  private static BenchScript named(String words) throws IOException {
    return BenchScript.all().stream()
        .filter(script -> script.title().contains(words))
        .findFirst()
        .orElseThrow();
  }
}
