package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.Drover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function in an application of Camel's own, whose routes Drover does not load. */
class JqManifestsTest {
  private static final String DEPLOYMENT =
      """
      kind: Deployment
      metadata: {name: x}
      spec: {template: {spec: {containers: [{name: app, image: app}]}}}
      """;

  @TempDir private Path parent;
  private Path folder;
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void install() throws IOException {
    folder = Files.createDirectory(parent.resolve("routes"));
    context
        .getPropertiesComponent()
        .addInitialProperty(RouteResources.FOLDER_PROPERTY, folder.toString());
    Drover.install(context);
    Files.writeString(folder.resolve("d.yaml"), DEPLOYMENT);
  }

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  private Object run(String program, String body) throws IOException {
    return run(expression(program), body);
  }

  private Expression expression(String program) {
    return context.resolveLanguage("jq").createExpression(program);
  }

  private Object run(Expression expression, String body) throws IOException {
    JsonNode message = new ObjectMapper().readTree(body);
    Exchange exchange = ExchangeBuilder.anExchange(context).withBody(message).build();
    return expression.evaluate(exchange, Object.class);
  }

  @Test
  void aTemplateIsChangedByAssignment() throws IOException {
    assertThat(run(". as $e | manifest(\"d.yaml\") | .metadata.name = $e.name", "{\"name\":\"a\"}"))
        .hasToString(
            "{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"template\":{\"spec\":"
                + "{\"containers\":[{\"name\":\"app\",\"image\":\"app\"}]}}}}");
  }

  @Test
  void whatOneEventChangesNoOtherSees() throws IOException {
    Expression changing =
        expression(
            ". as $e | manifest(\"d.yaml\") | .metadata.name = $e.name"
                + " | .spec.template.spec.containers[0].image += \":\" + $e.name"
                + " | .spec.template.spec.containers += [{name: $e.name}]"
                + " | del(.kind)");
    Object first = run(changing, "{\"name\":\"a\"}");
    ((ObjectNode) ((JsonNode) run("manifest(\"d.yaml\")", "{}")).get("spec")).removeAll();
    assertThat(run(changing, "{\"name\":\"a\"}")).isEqualTo(first);
    assertThat(run("manifest(\"d.yaml\").kind", "{}")).hasToString("\"Deployment\"");
    assertThat(run("manifest(\"d.yaml\").spec.template.spec.containers", "{}"))
        .hasToString("[{\"name\":\"app\",\"image\":\"app\"}]");
  }

  @Test
  void manyThreadsHaveCopiesOfTheirOwn() {
    Expression changing =
        expression(
            ". as $e | manifest(\"d.yaml\") | .spec.template.spec.containers[0].image += $e");
    List<CompletableFuture<String>> all =
        IntStream.range(0, 200)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> image(changing, i)))
            .toList();
    IntStream.range(0, 200).forEach(i -> assertThat(all.get(i).join()).isEqualTo("app" + i));
  }

  private String image(Expression changing, int number) {
    try {
      JsonNode changed = (JsonNode) run(changing, "\"" + number + "\"");
      return changed.at("/spec/template/spec/containers/0/image").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachDocumentIsAValueOfItsOwnAndEmptyOnesAreNone() throws IOException {
    Files.writeString(folder.resolve("two.yaml"), "---\na: 1\n---\n# nothing\n---\nb: 2\n---\n");
    assertThat(run("[manifest(\"two.yaml\")]", "{}")).hasToString("[{\"a\":1},{\"b\":2}]");
    assertThat(run("[manifest(\"two.yaml\") | select(.b)]", "{}")).hasToString("[{\"b\":2}]");
    assertThat(run("[manifest(\"two.yaml\") | .c = 3]", "{}"))
        .hasToString("[{\"a\":1,\"c\":3},{\"b\":2,\"c\":3}]");
  }

  @Test
  void aFileIsReadOnce() throws IOException {
    assertThat(run("manifest(\"d.yaml\").metadata.name", "{}")).hasToString("\"x\"");
    Files.writeString(folder.resolve("d.yaml"), "metadata: {name: other}\n");
    assertThat(run("manifest(\"d.yaml\").metadata.name", "{}")).hasToString("\"x\"");
    Files.delete(folder.resolve("d.yaml"));
    assertThat(run("manifest(\"d.yaml\").metadata.name", "{}")).hasToString("\"x\"");
  }

  @Test
  void aBundledFileIsFound() throws IOException {
    assertThat(run("manifest(\"thumbnails.workflow.yaml\").kind", "{}"))
        .hasToString("\"Workflow\"");
  }

  @Test
  void aFileInAFolderWithinIsFound() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/s.yaml"), "a: 1\n");
    assertThat(run("manifest(\"sub/s.yaml\").a", "{}")).hasToString("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside.yaml", "sub/../../outside.yaml", "file:outside.yaml", "", " "})
  void aFileElsewhereIsNotRead(String name) throws IOException {
    Files.writeString(parent.resolve("outside.yaml"), "a: 1\n");
    assertThatThrownBy(() -> run("manifest(\"" + name + "\")", "{}"))
        .rootCause()
        .hasMessageContaining("it must lie in the folder of the routes");
  }

  @Test
  void anAbsoluteNameIsNotRead() throws IOException {
    Path outside = Files.writeString(parent.resolve("outside.yaml"), "a: 1\n");
    for (String name : List.of(outside.toString(), "file:" + outside)) {
      assertThatThrownBy(() -> run("manifest(\"" + name + "\")", "{}"))
          .rootCause()
          .hasMessageContaining("it must lie in the folder of the routes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest(.name)",
        "manifest(\"\\(.name)\")",
        ". as $e | manifest($e.name)",
        "def f(g): manifest(g); f(\"d.yaml\")",
        "manifest(\"a\", \"b\")",
        "manifest(null)",
        "manifest(header(\"a\"))"
      })
  void aMessageDoesNotChooseTheFile(String program) {
    assertThatThrownBy(() -> run(program, "{\"name\":\"d.yaml\"}"))
        .rootCause()
        .hasMessageContaining("between quotes");
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "a: 1\n---\nb: 1\nb: 2\n---\nc: [\n");
    assertThatThrownBy(() -> run("manifest(\"bad.yaml\")", "{}"))
        .rootCause()
        .hasMessageContaining("manifest(\"bad.yaml\"): line 4: the key 'b' stands twice")
        .hasMessageContaining("manifest(\"bad.yaml\"): line 7: ");
  }
}
