package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.drover.routes.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in test files are found, by the reader and by the schema that editors have. */
class TestFileTest {
  private static final JsonSchema SCHEMA = schema();
  @TempDir private Path folder;

  private static JsonSchema schema() {
    try {
      JsonNode json =
          new ObjectMapper().readTree(Path.of("docs/schemas/test.schema.json").toFile());
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Mistake(String text, List<String> findings) {
    Mistake(String text, String... findings) {
      this(text, List.of(findings));
    }
  }

  private static final String GOOD = "tests:\n- name: n\n  route: r\n  in: [{body: {}}]\n";

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("{}", "1: no list 'tests' in it: write '- name: ...' under 'tests:'"),
        new Mistake(
            "test: []",
            "1: unknown key 'test': a test file has tests, routes",
            "1: no list 'tests' in it: write '- name: ...' under 'tests:'"),
        new Mistake(
            GOOD + "  outcom: done\n",
            "5: unknown key 'outcom': a test has name, route, properties, in, mocks, out, nothing_to,"
                + " outcome, reason"),
        new Mistake(
            GOOD + "  outcome: fine\n",
            "5: 'fine' is no outcome: done, filtered, duplicate, retry, dead"),
        new Mistake("tests:\n- route: r\n  in: [{body: {}}]\n", "2: a test needs 'name'"),
        new Mistake("tests:\n- name: n\n  in: [{body: {}}]\n", "2: a test needs 'route'"),
        new Mistake(
            "tests:\n- name: n\n  route: r\n",
            "2: no event in it: give a list 'in', each with 'file' or 'body'"),
        new Mistake(
            "tests:\n- name: n\n  route: r\n  in: [{}]\n",
            "4: an event has either 'file' or 'body'"),
        new Mistake(
            "tests:\n- name: n\n  route: r\n  in: [{body: 1, file: x}]\n",
            "4: an event has either 'file' or 'body'"),
        new Mistake(
            GOOD + "  mocks: {s: {trow: x}}\n", "5: unknown key 'trow': a mock has body, throw"),
        new Mistake(GOOD + "  mocks: [s]\n", "5: 'mocks' is a mapping"),
        new Mistake(GOOD + "  out:\n  - contains: {}\n", "6: an expectation needs 'step'"),
        new Mistake(GOOD + "  out: {step: x}\n", "5: 'out' is a list"),
        new Mistake(
            GOOD + "  name: again\n",
            "5: the key 'name' stands twice, first in line 2: YAML readers drop one of them"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFoundInItsLine(Mistake mistake) throws IOException {
    assertThat(read(mistake.text()).findings())
        .extracting(finding -> finding.line() + ": " + finding.message())
        .containsExactlyElementsOf(mistake.findings());
  }

  /** But for what JSON cannot have. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void theSchemaFindsItToo(Mistake mistake) {
    if (!mistake.text().contains("again")) {
      assertThat(SCHEMA.validate(YamlTree.parse("x", mistake.text()).content())).isNotEmpty();
    }
  }

  @Test
  void allThatATestCanHaveIsReadAndInTheSchema() throws IOException {
    String all =
        GOOD
            + """
              properties: {a.b: c, n: 1}
              mocks: {s: {body: {x: 1}}, t: {throw: 503}}
              out:
              - {step: s, contains: {a: 1}, equals: [1], jq: ".a == 1"}
              nothing_to: u
              outcome: [done]
              reason: because
            routes:
            - route: {id: r}
            """
                .indent(0);
    TestFile file = read(all);
    assertThat(file.findings()).isEmpty();
    TestCase test = file.cases().get(0);
    assertThat(test.properties()).containsEntry("a.b", "c").containsEntry("n", "1");
    assertThat(test.mocks().get("t").failure()).isEqualTo("503");
    assertThat(test.nothingTo()).containsExactly("u");
    assertThat(test.outcome(0)).isEqualTo("done");
    assertThat(test.out().get(0).line()).isEqualTo(8);
    assertThat(file.ownRoutes().text().lines().toList().get(12)).isEqualTo("- route: {id: r}");
    assertThat(SCHEMA.validate(YamlTree.parse("x", all).content())).isEmpty();
  }

  @Test
  void aConditionThatIsNoJqIsFound() throws IOException {
    TestFile file = read(GOOD + "  out:\n  - step: s\n    jq: '.a['\n");
    assertThat(file.findings()).singleElement().satisfies(f -> assertThat(f.line()).isEqualTo(7));
  }

  @Test
  void anEventFileThatIsMissingIsFound() throws IOException {
    TestFile file = read("tests:\n- name: n\n  route: r\n  in: [{file: none.json}]\n");
    assertThat(file.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("none.json"));
  }

  @Test
  void asManyOutcomesAsEvents() throws IOException {
    TestFile file =
        read("tests:\n- name: n\n  route: r\n  in: [{body: 1}]\n  outcome: [done, done]\n");
    assertThat(file.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("2 outcomes for 1 events"));
  }

  private TestFile read(String text) throws IOException {
    Path path = folder.resolve("x.test.yaml");
    Files.writeString(path, text);
    return TestFile.read(path);
  }

  @Test
  void theSchemaHasNoOtherOutcomesThanThereAre() throws IOException {
    JsonNode outcomes =
        new ObjectMapper()
            .readTree(Path.of("docs/schemas/test.schema.json").toFile())
            .at("/definitions/outcome/enum");
    List<String> words = Stream.of(io.drover.event.Outcome.values()).map(o -> o.word()).toList();
    assertThat(outcomes).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(words);
  }
}
