package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.drover.Drover;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of findings.yaml. */
class RouteFindingsTest {
  private static final File CASES = new File("src/test/resources/routes/findings.yaml");

  @TempDir private Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Kamelet.elements(new YAMLMapper().readTree(CASES))
        .map(each -> Arguments.of(each.path("name").asText(), each));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void allIsFoundAtOnceWithItsLine(String name, JsonNode each) throws Exception {
    for (Entry<String, JsonNode> resource : each.path("resources").properties()) {
      Files.writeString(folder.resolve(resource.getKey()), resource.getValue().asText());
    }
    List<RouteFile> files =
        each.path("files").properties().stream()
            .map(file -> new RouteFile(file.getKey(), file.getValue().asText()))
            .toList();
    assertThat(findings(files, folder))
        .containsExactlyElementsOf(Kamelet.texts(each.path("findings")).toList());
  }

  @Test
  void nothingIsFoundInTheBundledRoutes() throws Exception {
    assertThat(findings(RouteFile.bundled(), folder)).isEmpty();
  }

  @Test
  void kameletsOfAFolderAreKnownToo() throws Exception {
    Files.writeString(
        folder.resolve("own-action.kamelet.yaml"),
        Files.readString(Path.of("kamelets/log-action.kamelet.yaml"))
            .replace("name: log-action", "name: own-action")
            .replace("showBody:\n        title", "showAll:\n        title")
            .replace("{{showBody}}", "{{showAll}}"));
    String route =
        """
        - route:
            id: a
            from:
              uri: direct:a
              steps:
                - to: kamelet:own-action?showAll=true
                - to: kamelet:log-action?showBody=true
                - to: kamelet:own-action?showBody=true
                - to: kamelet:owm-action
        """;
    assertThat(findings(List.of(new RouteFile("a.camel.yaml", route)), folder))
        .containsExactly(
            "a.camel.yaml:8: route a, to: kamelet own-action has no parameter showBody;"
                + " there are intervalSeconds, showAll",
            "a.camel.yaml:9: route a, to: there is no kamelet owm-action: did you mean own-action?");
  }

  @Test
  void aRequiredParameterMayComeFromAProperty() throws Exception {
    String route =
        """
        - route:
            id: a
            from:
              uri: kamelet:webhook-bucket-source
              steps:
                - to: log:a
        """;
    assertThat(findings(List.of(new RouteFile("a.camel.yaml", route)), folder)).isNotEmpty();
    assertThat(
            findings(
                List.of(new RouteFile("a.camel.yaml", route)),
                folder,
                Map.of("camel.kamelet.webhook-bucket-source.bucket", "acme")))
        .isEmpty();
  }

  /** Flow mode takes them by their class; the YAML names are those of the classes. */
  @Test
  void theBlocksAreThoseWhoseStepsCamelGathers() {
    Set<String> blocks =
        new ClassFileImporter()
            .importPackages("org.apache.camel.model").stream()
                .filter(c -> c.isAssignableTo(OutputNode.class))
                .filter(c -> c.isAssignableTo(ProcessorDefinition.class))
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(c -> c.getSimpleName().replaceFirst("Definition$", ""))
                .map(name -> name.equals("Try") ? "doTry" : name)
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toSet());
    blocks.removeAll(Set.of("route", "catch", "finally", "adviceWith", "output"));
    assertThat(blocks).isEqualTo(Shapes.BLOCKS);
  }

  private static List<String> findings(List<RouteFile> files, Path folder) throws Exception {
    return findings(files, folder, Map.of());
  }

  private static List<String> findings(
      List<RouteFile> files, Path folder, Map<String, String> properties) throws Exception {
    try (KubernetesClient client = Drover.kubernetesClient(null);
        DefaultCamelContext context = new DefaultCamelContext()) {
      context.getRegistry().bind("kubernetesClient", client);
      context
          .getPropertiesComponent()
          .addInitialProperty(RouteResources.FOLDER_PROPERTY, folder.toString());
      properties.forEach(context.getPropertiesComponent()::addInitialProperty);
      Drover.install(context);
      context
          .getComponent("kamelet", KameletComponent.class)
          .setLocation("file:" + folder + ",classpath:kamelets");
      return RouteFiles.findings(context, files).stream().map(Finding::toString).toList();
    }
  }
}
