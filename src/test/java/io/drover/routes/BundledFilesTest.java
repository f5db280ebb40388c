package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledFilesTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Path> routes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/routes"))) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".camel.yaml")).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsValidByTheSchemaOfCamelsYamlDsl(Path file) throws IOException {
    assertThat(YamlDsl.faults(YAML.readTree(file.toFile()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteHasTheIdThatItsFileIsNamedFor(Path file) throws IOException {
    String id = YAML.readTree(file.toFile()).at("/0/route/id").asText();
    assertThat(file.getFileName()).hasToString(id + ".camel.yaml");
    assertThat(RouteFile.bundled()).anyMatch(f -> f.name().contains(id));
  }
}
