package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/scripts.md says of manifests is so: its script, and each row of its table. */
class ManifestsPageTest {
  private static final String TEMPLATE = ". as $event | manifest(\"deployment.yaml\") | ";
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final String ERROR = "error: ";

  @TempDir private Path folder;
  private final DefaultCamelContext context = new DefaultCamelContext();

  record Row(String parameters, String assignment, String then) {
    @Override
    public String toString() {
      return parameters;
    }
  }

  static List<Row> rows() throws IOException {
    String table = page().replaceFirst("(?s).*\n\\| Argo Events [^\n]*\n[^\n]*\n", "");
    List<Row> rows = table.lines().takeWhile(l -> l.startsWith("|")).map(l -> row(l)).toList();
    assertThat(rows).hasSizeGreaterThan(10);
    return rows;
  }

  private static Row row(String line) {
    String[] cells = CELLS.split(line);
    assertThat(cells).as(line).hasSize(4);
    List<String> texts = Stream.of(cells).map(c -> c.trim().replace("\\|", "|")).toList();
    return new Row(texts.get(1), code(texts.get(2)), texts.get(3));
  }

  private static String code(String cell) {
    assertThat(cell).matches("`[^`]+`");
    return cell.substring(1, cell.length() - 1);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/scripts.md"));
  }

  private static String block(String begin) throws IOException {
    Matcher block =
        Pattern.compile(Pattern.quote(begin) + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(block.find()).as(begin).isTrue();
    return block.group(1);
  }

  @BeforeEach
  void install() throws IOException {
    Files.writeString(
        folder.resolve("deployment.yaml"), block("<!-- manifest: deployment.yaml -->\n```yaml"));
    context
        .getPropertiesComponent()
        .addInitialProperty(RouteResources.FOLDER_PROPERTY, folder.toString());
    Drover.install(context);
  }

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  private JsonNode run(String program) throws IOException {
    JsonNode event = new ObjectMapper().readTree(block("<!-- event -->\n```json"));
    Exchange exchange = ExchangeBuilder.anExchange(context).withBody(event).build();
    return context
        .resolveLanguage("jq")
        .createExpression(program)
        .evaluate(exchange, JsonNode.class);
  }

  @Test
  void theScriptChangesTheTemplate() throws IOException {
    JsonNode made = run(block("<!-- with the file -->\n```jq"));
    assertThat(made.at("/metadata/name").asText()).isEqualTo("Web");
    assertThat(made.at("/spec/replicas")).hasToString("3");
    assertThat(made.at("/kind").asText()).isEqualTo("Deployment");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anAssignmentDoesAsTheTableSays(Row row) throws IOException {
    if (row.then().startsWith(ERROR)) {
      assertThatThrownBy(() -> run(TEMPLATE + row.assignment()))
          .hasMessageContaining(row.then().substring(ERROR.length()));
    } else {
      String then = code(row.then());
      assertThat(run(TEMPLATE + "(" + row.assignment() + ") | " + then)).hasToString("true");
      assertThat(run(TEMPLATE + then)).as("without it").hasToString("false");
    }
  }
}
