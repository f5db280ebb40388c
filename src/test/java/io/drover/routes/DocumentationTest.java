package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import io.drover.demo.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of the docs that is a route runs, and every link between pages leads somewhere. */
class DocumentationTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- ([^>]*) -->\n)?```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      Stream<Path> top = Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"));
      return Stream.concat(top, docs.filter(f -> f.toString().endsWith(".md"))).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> routesOfTheDocsStart() throws IOException {
    return pages().stream()
        .flatMap(
            page ->
                blocks(page)
                    .filter(block -> block.text().startsWith("- route:") && !isSaved(block))
                    .map(b -> DynamicTest.dynamicTest(page + " " + b.offset(), () -> start(b))));
  }

  @TestFactory
  Stream<DynamicTest> filesInTheDocsAreThoseOfTheProject() throws IOException {
    return pages().stream()
        .flatMap(
            page ->
                blocks(page)
                    .filter(b -> b.mark() != null && b.mark().startsWith("file: "))
                    .map(
                        b ->
                            DynamicTest.dynamicTest(
                                page + " " + b.mark(),
                                () ->
                                    assertThat(b.text())
                                        .isEqualTo(withoutComments(b.mark().substring(6))))));
  }

  @TestFactory
  Stream<DynamicTest> partsOfFilesInTheDocsAreThoseOfTheProject() throws IOException {
    return pages().stream()
        .flatMap(
            page ->
                blocks(page)
                    .filter(b -> b.mark() != null && b.mark().startsWith("part: "))
                    .map(
                        b ->
                            DynamicTest.dynamicTest(
                                page + " " + b.mark(),
                                () ->
                                    assertThat(Path.of(b.mark().substring(6)))
                                        .content()
                                        .contains(b.text()))));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String target = links.group(1).replaceFirst("#.*", "");
        assertThat(page.resolveSibling(target)).as("link in %s", page).exists();
      }
    }
  }

  @Test
  void messagesLeadToAnchorsOfTroubleshooting() throws IOException {
    String page = Files.readString(Path.of("docs/troubleshooting.md"));
    Pattern anchor = Pattern.compile("troubleshooting\\.md#([a-z-]+)");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher named = anchor.matcher(Files.readString(source));
        while (named.find()) {
          assertThat(page).as("named in %s", source).contains("<a id=\"" + named.group(1) + "\">");
        }
      }
    }
  }

  /** Those that are saved are run with the page's commands. */
  private static boolean isSaved(Block block) {
    return block.mark() != null && block.mark().startsWith("save: ");
  }

  private record Block(String mark, String text, int offset) {}

  private static Stream<Block> blocks(Path page) {
    try {
      return BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(m -> new Block(m.group(1), m.group(2), m.start()));
    } catch (IOException e) {
      throw new IllegalStateException(page.toString(), e);
    }
  }

  private static String withoutComments(String file) throws IOException {
    return Files.readString(Path.of(file)).replaceAll("(?m)^#.*\n", "");
  }

  private static void start(Block block) throws Exception {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
        KubernetesClient client = Drover.kubernetesClient(kubernetes.config());
        DefaultCamelContext context = new DefaultCamelContext()) {
      context.getRegistry().bind("kubernetesClient", client);
      context
          .getPropertiesComponent()
          .addInitialProperty("camel.kamelet.webhook-bucket-source.port", "0");
      context
          .getPropertiesComponent()
          .addInitialProperty(
              "camel.kamelet.sqs-bucket-source.endpoint", "http://127.0.0.1:1"); // nobody's
      Drover.install(context);
      context.getComponent("kamelet", KameletComponent.class).setLocation("classpath:kamelets");
      context.addRoutes(new RouteFiles(List.of(new RouteFile("docs.camel.yaml", block.text()))));
      context.start();
      assertThat(context.getRoutes()).isNotEmpty();
    }
  }
}
