package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.jq.JqFault;
import io.drover.jq.JqLanguage;
import io.drover.jq.JqProgram;
import io.drover.jq.JqSyntaxException;
import io.drover.script.ScriptText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of jq-functions.yaml: functions that a program has, and those that it lacks. */
class JqFunctionsTest {
  private static final File CASES = new File("src/test/resources/routes/jq-functions.yaml");
  private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

  static Stream<String> clean() throws IOException {
    return Kamelet.texts(new YAMLMapper().readTree(CASES).path("clean"));
  }

  static Stream<JsonNode> unknown() throws IOException {
    return Kamelet.elements(new YAMLMapper().readTree(CASES).path("unknown"));
  }

  @BeforeAll
  static void install() {
    JqLanguage.install(CONTEXT);
  }

  @AfterAll
  static void close() throws IOException {
    CONTEXT.close();
  }

  private static JqProgram compile(String program) {
    return JqProgram.compile(new ScriptText("script", program), JqLanguage.of(CONTEXT).library());
  }

  private static List<JqFault> faults(String program) {
    try {
      compile(program);
      return List.of();
    } catch (JqSyntaxException e) {
      return e.faults();
    }
  }

  @ParameterizedTest
  @MethodSource("clean")
  void nothingIsFoundInAProgramThatIsRight(String program) {
    assertThat(faults(program)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void anUnknownFunctionIsFoundWithItsLine(JsonNode each) {
    assertThat(faults(each.path("program").asText()))
        .extracting(fault -> fault.line() + " " + fault.message())
        .extracting(found -> found.replaceFirst("jq has no function |:.*", ""))
        .extracting(found -> found.replaceFirst(":.*", ""))
        .containsExactlyInAnyOrderElementsOf(Kamelet.texts(each.path("found")).toList());
  }

  @Test
  void nothingIsFoundInTheBundledProgram() throws Exception {
    Path file = Path.of("src/main/resources/routes/service-ingress.jq");
    assertThat(faults(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".[]",
        ".notification[]",
        ".a[].b",
        ".a[]?",
        ".notification[] | select(.size > 3)",
        ".a | .b[] | {a: .c}",
        ". as $x | $x[]",
        "(.a)[]",
        ".a[0][]",
        ".\"a\"[]"
      })
  void aProgramThatGivesItsValuesOneByOneIsAStream(String program) {
    assertThat(compile(program).streamLine()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".notification",
        "[.notification[]]",
        "[.notification[] | select(.size > 3)]",
        "[]",
        ".a | []",
        ".a // []",
        "map(.a[])",
        "reduce .a[] as $x (0; . + $x)",
        "first(.a[])",
        ".a[] |= . + 1",
        "def f: .a[]; [f]",
        "{a: .b[]}",
        "any(.a[]; . > 1)",
        ".a[0]",
        ".a[1:2]"
      })
  void aProgramThatGivesAnArrayIsNoStream(String program) {
    assertThat(compile(program).streamLine()).isZero();
  }
}
