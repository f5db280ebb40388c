package io.drover.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.PermanentException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowManifestTest {
  private static final ActionIdentity IDENTITY = new ActionIdentity("e", "r", "s", "0", 0);
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata:
        generateName: wf-
        annotations: {kept: "yes"}
      spec:
        arguments:
          parameters:
            - name: a
            - name: b
              value: default
      """;

  private static WorkflowManifest read(String text) {
    return WorkflowManifest.read(
        "wf.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode submit(String body) throws Exception {
    return read(MANIFEST).submission(new ObjectMapper().readTree(body), IDENTITY);
  }

  @Test
  void membersBecomeArgumentsAndOthersKeepTheirValue() throws Exception {
    JsonNode workflow = submit("{\"a\":[1,{\"x\":null}]}");
    assertThat(workflow.at("/spec/arguments/parameters/0/value").asText())
        .isEqualTo("[1,{\"x\":null}]");
    assertThat(workflow.at("/spec/arguments/parameters/1/value").asText()).isEqualTo("default");
    assertThat(workflow.at("/metadata/annotations/kept").asText()).isEqualTo("yes");
  }

  @Test
  void aStringIsAsItIs() throws Exception {
    assertThat(submit("{\"a\":\"x \\\"y\\\"\"}").at("/spec/arguments/parameters/0/value").asText())
        .isEqualTo("x \"y\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"c\":2}      | 'c', which wf.yaml does not declare",
        "{\"b\":1}              | no member 'a'",
        "[]                     | must be a JSON object",
        "{\"a\":\"{{x}}\"}      | argument 'a' holds '{{'",
        "{\"a\":{\"b\":[\"x{{\"]}} | argument 'a' holds '{{'",
      })
  void aBodyThatDoesNotFitIsRefused(String body, String reason) {
    assertThatThrownBy(() -> submit(body))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: Workflow      | kind: Pod        | kind: Workflow",
        "generateName: wf-   | name: wf         | metadata.generateName is missing",
        "metadata:           | metadata: [      | wf.yaml:",
      })
  void aFileThatIsNoWorkflowIsRefused(String found, String replacement, String reason) {
    assertThatThrownBy(() -> read(MANIFEST.replace(found.strip(), replacement.strip())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void eachPartOfTheIdentityMakesAnotherName() {
    Set<String> names =
        Stream.of(
                IDENTITY,
                new ActionIdentity("e2", "r", "s", "0", 0),
                new ActionIdentity("e", "r2", "s", "0", 0),
                new ActionIdentity("e", "r", "s2", "0", 0),
                new ActionIdentity("e", "r", "s", "1", 0),
                new ActionIdentity("e", "r", "s", "0", 1))
            .map(identity -> identity.name("wf-"))
            .collect(Collectors.toSet());
    assertThat(names).hasSize(6).allMatch(name -> name.matches("wf-[a-z2-7]{16}"));
  }
}
