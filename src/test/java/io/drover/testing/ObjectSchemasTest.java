package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.Mutant.Change;
import io.drover.testing.SchemaCases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectSchemasTest {
  private static final ObjectSchemas SCHEMAS =
      ObjectSchemas.bundled().with(SchemaCases.DEFINITIONS);

  static List<Case> cases() throws IOException {
    return SchemaCases.all();
  }

  static List<Case> good() throws IOException {
    return SchemaCases.good();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCase(Case c) {
    assertThat(SCHEMAS.knows(c.object())).isTrue();
    assertThat(SCHEMAS.problems(c.object())).isEqualTo(c.problems());
  }

  @ParameterizedTest
  @MethodSource("good")
  void aRenamedFieldIsAnUnknownOne(Case c) {
    for (Mutant mutant : mutants(c, Change.RENAMED)) {
      assertThat(SCHEMAS.problems(mutant.object()))
          .as(mutant.path())
          .filteredOn(problem -> problem.contains(": unknown field; "))
          .singleElement()
          .asString()
          .startsWith(mutant.path() + ": ");
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void aValueOfAnotherTypeIsFound(Case c) {
    for (Mutant mutant : mutants(c, Change.RETYPED)) {
      assertThat(SCHEMAS.problems(mutant.object()))
          .as(mutant.path())
          .singleElement()
          .asString()
          .startsWith(mutant.path() + ": expected ");
    }
  }

  /** But where the definition of a kind lets all through. */
  private static List<Mutant> mutants(Case c, Change change) {
    if (c.object().path("kind").asText().equals("Gadget")) {
      return List.of();
    }
    List<Mutant> mutants =
        Mutant.of(c.object()).stream().filter(mutant -> mutant.change() == change).toList();
    assertThat(mutants).isNotEmpty();
    return mutants;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}",
        "{\"apiVersion\": \"example.com/v1old\", \"kind\": \"Widget\"}",
        "{\"apiVersion\": \"../schemas/v1\", \"kind\": \"Secret\"}"
      })
  void nothingIsSaidOfAKindWithoutSchema(String text) throws IOException {
    JsonNode object = new ObjectMapper().readTree(text);
    assertThat(SCHEMAS.knows(object)).isFalse();
    assertThat(SCHEMAS.problems(object)).isEmpty();
  }

  @Test
  void anObjectSaysWhatItIs() throws IOException {
    JsonNode object = new ObjectMapper().readTree("{\"kind\": [], \"spec\": 1}");
    assertThat(SCHEMAS.knows(object)).isFalse();
    assertThat(SCHEMAS.problems(object))
        .containsExactly(
            "apiVersion: required, is missing", "kind: expected a string, got an array");
  }

  @Test
  void whatIsNoObjectIsAProblem() throws IOException {
    JsonNode list = new ObjectMapper().readTree("[]");
    assertThat(SCHEMAS.knows(list)).isFalse();
    assertThat(SCHEMAS.problems(list)).containsExactly("expected an object, got an array");
  }

  @Test
  void aDefinitionThatIsGivenGoesBeforeTheBundledOne() throws IOException {
    JsonNode workflow = workflowWithSpec("{\"anything\": 1}");
    assertThat(ObjectSchemas.bundled().problems(workflow)).hasSize(1);
    ObjectSchemas given =
        ObjectSchemas.bundled().with(SchemaCases.DEFINITIONS.resolveSibling("workflows-open.yaml"));
    assertThat(given.problems(workflow)).isEmpty();
  }

  private static JsonNode workflowWithSpec(String spec) throws IOException {
    return new ObjectMapper()
        .readTree(
            "{\"apiVersion\": \"argoproj.io/v1alpha1\", \"kind\": \"Workflow\", \"metadata\": {},"
                + " \"spec\": "
                + spec
                + "}");
  }

  @Test
  void everyKindHasItsFileAndEveryFileAKind() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("ObjectMeta.json", "README.md"));
    BundledSchemas.KINDS.forEach(kind -> expected.add(BundledSchemas.fileName(kind)));
    try (Stream<Path> files = Files.list(SchemaFiles.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
