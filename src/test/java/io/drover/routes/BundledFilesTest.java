package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledFilesTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Path> routes() throws IOException {
    return files("src/main/resources/routes", ".camel.yaml");
  }

  static List<Path> kamelets() throws IOException {
    return files("kamelets", ".kamelet.yaml");
  }

  private static List<Path> files(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> found = files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsValidByTheSchemaOfCamelsYamlDsl(Path file) throws IOException {
    assertThat(schema().validate(YAML.readTree(file.toFile()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteHasTheIdThatItsFileIsNamedFor(Path file) throws IOException {
    String id = YAML.readTree(file.toFile()).at("/0/route/id").asText();
    assertThat(file.getFileName()).hasToString(id + ".camel.yaml");
    assertThat(RouteFile.bundled()).anyMatch(f -> f.name().contains(id));
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aKameletsTemplateIsValidByTheSchemaOfCamelsYamlDsl(Path file) throws IOException {
    JsonNode from = YAML.readTree(file.toFile()).at("/spec/template/from");
    JsonNode route = YAML.createArrayNode().add(YAML.createObjectNode().set("from", from));
    assertThat(schema().validate(route)).isEmpty();
  }

  /** An optional placeholder without a value would be looked up among environment variables. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void everyParameterOfAKameletIsDeclaredAndHasAValue(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).doesNotContain("{{?");
    JsonNode definition = YAML.readTree(text).at("/spec/definition");
    definition
        .path("properties")
        .properties()
        .forEach(
            property -> {
              assertThat(text).contains("{{" + property.getKey() + "}}");
              boolean required =
                  definition.path("required").toString().contains('"' + property.getKey() + '"');
              assertThat(property.getValue().has("default")).isNotEqualTo(required);
            });
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = BundledFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode schema = new ObjectMapper().readTree(in);
      return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    }
  }
}
