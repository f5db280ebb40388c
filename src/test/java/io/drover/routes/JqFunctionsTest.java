package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.jq.JqLanguage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of jq-functions.yaml; what they say is also what the interpreter says. */
class JqFunctionsTest {
  private static final File CASES = new File("src/test/resources/routes/jq-functions.yaml");
  private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

  static Stream<String> clean() throws IOException {
    return Kamelet.texts(new YAMLMapper().readTree(CASES).path("clean"));
  }

  static Stream<JsonNode> unknown() throws IOException {
    return Kamelet.elements(new YAMLMapper().readTree(CASES).path("unknown"));
  }

  @AfterAll
  static void close() throws IOException {
    CONTEXT.close();
  }

  private static List<String> found(String program) {
    return new JqScripts(CONTEXT)
        .unknown(JqTokens.of(program)).stream().map(call -> call.line() + " " + call).toList();
  }

  /** What the interpreter says when it runs a program, or an empty text. */
  private static String said(String program) throws JsonQueryException {
    JsonQuery query = JsonQuery.compile(program, Versions.JQ_1_7);
    Scope root = ((JqLanguage) CONTEXT.resolveLanguage("jq")).getRootScope();
    Scope scope = Scope.newChildScope(root);
    org.apache.camel.language.jq.JqFunctions.loadLocal(scope);
    try {
      query.apply(scope, JsonNodeFactory.instance.nullNode(), output -> {});
      return "";
    } catch (JsonQueryException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("clean")
  void nothingIsFoundInAProgramThatIsRight(String program) throws Exception {
    assertThat(found(program)).isEmpty();
    assertThat(said(program)).doesNotContain("does not exist");
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void anUnknownFunctionIsFoundWithItsLine(JsonNode each) throws Exception {
    String program = each.path("program").asText();
    assertThat(found(program))
        .containsExactlyInAnyOrderElementsOf(Kamelet.texts(each.path("found")).toList());
    assertThat(said(program)).matches("|.*does not exist.*");
  }

  @Test
  void nothingIsFoundInTheBundledProgram() throws Exception {
    Path file = Path.of("src/main/resources/routes/service-ingress.jq");
    assertThat(found(Files.readString(file))).isEmpty();
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
        "$x[]",
        "(.a)[]",
        ".a[0][]",
        ".\"a\"[]"
      })
  void aProgramThatGivesItsValuesOneByOneIsAStream(String program) {
    assertThat(JqStreams.isStream(JqTokens.of(program))).isTrue();
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
    assertThat(JqStreams.isStream(JqTokens.of(program))).isFalse();
  }
}
