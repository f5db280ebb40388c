package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each example of the page on a Service's annotations does what the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceAnnotationsPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- service(?:, mistake: (.*?))? -->\n```yaml\n(.*?)```\n"
              + "(?:\n\\| host [^\n]*\n\\|[-|]+\n((?:\\|[^\n]*\n)+))?",
          Pattern.DOTALL);

  private static final YAMLMapper YAML = new YAMLMapper();
  private final IngressRoute route = new IngressRoute(TestClusters.embedded());

  @AfterAll
  void stop() {
    route.close();
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    String page = Files.readString(Path.of("docs/service-annotations.md"));
    List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();
    assertThat(examples).hasSizeGreaterThan(8);
    return examples.stream()
        .map(e -> DynamicTest.dynamicTest("example-" + e.start(), () -> run(e, "x" + e.start())));
  }

  private void run(MatchResult example, String name) throws Exception {
    Settlement settlement = route.outcomeOf(service(example.group(2), name));
    if (example.group(1) != null) {
      assertThat(settlement.outcome()).isEqualTo(Outcome.DEAD);
      assertThat(settlement.reason()).contains(example.group(1));
      return;
    }
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(Outcome.DONE);
    List<String> rows = new ArrayList<>();
    JsonNode spec = YAML.valueToTree(route.ingresses(name + "-ing").get().getSpec());
    for (JsonNode rule : spec.path("rules")) {
      for (JsonNode path : rule.at("/http/paths")) {
        JsonNode port = path.at("/backend/service/port");
        String key = port.has("name") ? port.get("name").asText() : port.get("number").asText();
        rows.add(
            "| "
                + rule.get("host").asText()
                + " | "
                + path.get("path").asText()
                + " | "
                + key
                + " |");
      }
    }
    assertThat(rows).isEqualTo(example.group(3).lines().toList());
  }

  private Service service(String example, String name) throws IOException {
    JsonNode given = YAML.readTree(example);
    ObjectNode service = YAML.createObjectNode();
    ObjectNode metadata = service.putObject("metadata").put("name", name);
    metadata.put("namespace", route.namespace()).set("annotations", given.get("annotations"));
    service.putObject("spec").set("ports", given.get("ports"));
    return YAML.convertValue(service, Service.class);
  }
}
