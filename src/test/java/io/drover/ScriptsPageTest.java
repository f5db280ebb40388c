package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each script of docs/scripts.md gives what the page says below it. */
class ScriptsPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SNIPPET =
      Pattern.compile(
          "<!-- in: (.*?)(?:, header (\\S+): (\\S+))? -->\n```(lua|jq)\n(.*?)```\n"
              + "<!-- (out|error): (.*?) -->",
          Pattern.DOTALL);

  @TempDir private Path folder;

  /** A script, with what goes in and comes out. */
  record Snippet(
      String in,
      String header,
      String value,
      String language,
      String script,
      boolean fails,
      String out) {
    @Override
    public String toString() {
      return language + ": " + script.lines().findFirst().orElse("");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/scripts.md"));
  }

  static Stream<Snippet> snippets() throws IOException {
    return SNIPPET.matcher(page()).results().map(ScriptsPageTest::snippet);
  }

  private static Snippet snippet(MatchResult found) {
    return new Snippet(
        found.group(1),
        found.group(2),
        found.group(3),
        found.group(4),
        found.group(5),
        found.group(6).equals("error"),
        found.group(7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void aScriptGivesWhatThePageSays(Snippet snippet) throws IOException {
    if (snippet.fails()) {
      assertThatThrownBy(() -> run(snippet)).hasMessageContaining(snippet.out());
    } else {
      assertThat(JSON.readTree(run(snippet))).isEqualTo(JSON.readTree(snippet.out()));
    }
  }

  private String run(Snippet snippet) throws IOException {
    Path file = folder.resolve("page." + snippet.language());
    Files.writeString(file, snippet.script());
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().addInitialProperty("drover.routes", folder.toString());
      Drover.install(context);
      Exchange exchange =
          ExchangeBuilder.anExchange(context).withBody(JSON.readTree(snippet.in())).build();
      if (snippet.header() != null) {
        exchange.getMessage().setHeader(snippet.header(), snippet.value());
      }
      return context
          .resolveLanguage(snippet.language())
          .createExpression("resource:" + file.getFileName())
          .evaluate(exchange, JsonNode.class)
          .toString();
    }
  }

  @Test
  void allScriptsOfThePageAreRun() throws IOException {
    long scripts = Pattern.compile("\n```(lua|jq)\n").matcher(page()).results().count();
    assertThat(snippets().count()).isEqualTo(scripts - 1); // that of manifests: ManifestsPageTest
  }
}
