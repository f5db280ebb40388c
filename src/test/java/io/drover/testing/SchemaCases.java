package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects that are known to be right or wrong. */
final class SchemaCases {
  static final Path DEFINITIONS = Path.of("src/test/resources/testing/crds");
  private static final YAMLMapper YAML = new YAMLMapper();

  private SchemaCases() {}

  /** One object, and all that is wrong with it. */
  record Case(String name, JsonNode object, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (JsonNode c :
        YAML.readTree(Path.of("src/test/resources/testing/schema-cases.yaml").toFile())) {
      List<String> problems = new ArrayList<>();
      c.path("problems").forEach(problem -> problems.add(problem.asText()));
      cases.add(new Case(c.path("name").asText(), c.path("object"), problems));
    }
    cases.add(new Case("the bundled Workflow", bundledWorkflow(), List.of()));
    return cases;
  }

  static List<Case> good() throws IOException {
    return all().stream().filter(c -> c.problems().isEmpty()).toList();
  }

  private static JsonNode bundledWorkflow() throws IOException {
    JsonNode workflow =
        YAML.readTree(Path.of("src/main/resources/routes/thumbnails.workflow.yaml").toFile());
    ((ObjectNode) workflow.at("/spec/arguments/parameters/0")).put("value", "[]");
    return workflow;
  }
}
