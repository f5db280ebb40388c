package io.drover.routes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.routes.KameletRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KameletRulesTest {
  private static final String METADATA = "/metadata";
  private static final String ANNOTATIONS = "/metadata/annotations";
  private static final String DEFINITION = "/spec/definition";
  private static final String PROPERTIES = "/spec/definition/properties";
  private static final String FROM = "/spec/template/from";

  static List<Kamelet> kamelets() throws IOException {
    return Kamelet.all();
  }

  private static List<Rule> rules() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>drover</artifactId>\\s*<version>([^<]+)<")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    return new KameletRules(version.group(1)).rules();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aKameletKeepsEveryRule(Kamelet kamelet) throws IOException {
    for (Rule rule : rules()) {
      assertThat(rule.faults().of(kamelet)).as(rule.name()).isEmpty();
    }
  }

  @Test
  void noTwoKameletsHaveTheSameTitleOrDescription() throws IOException {
    assertThat(kamelets()).isNotEmpty();
    assertThat(kamelets()).extracting(k -> k.text(DEFINITION + "/title")).doesNotHaveDuplicates();
    assertThat(kamelets())
        .extracting(k -> k.text(DEFINITION + "/description"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aKameletIsUsedByARouteATestOrAnExample(Kamelet kamelet) throws IOException {
    Pattern use = Pattern.compile("kamelet:(\\{\\{[^}]*:)?" + kamelet.name());
    assertThat(users()).anyMatch(text -> use.matcher(text).find());
  }

  private static List<String> users() throws IOException {
    try (Stream<Path> routes = Files.walk(Path.of("src/main/resources/routes"));
        Stream<Path> examples = Files.walk(Path.of("examples"));
        Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> tests = Files.walk(Path.of("src/test"))) {
      return Stream.of(routes, examples, docs, tests)
          .flatMap(files -> files)
          .filter(f -> f.toString().matches(".*\\.(camel\\.yaml|md|java)"))
          .map(KameletRulesTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** A kamelet that one change has made wrong. */
  record Broken(String rule, String kamelet, String at, Consumer<ObjectNode> change) {
    Kamelet kamelet(List<Kamelet> good) {
      Kamelet original =
          good.stream().filter(k -> k.name().equals(kamelet)).findAny().orElseThrow();
      JsonNode tree = original.tree().deepCopy();
      change.accept((ObjectNode) tree.at(at));
      assertThat(tree).isNotEqualTo(original.tree());
      return new Kamelet(original.file(), tree);
    }

    @Override
    public String toString() {
      return rule;
    }
  }

  static Stream<Broken> broken() {
    String source = "webhook-bucket-source";
    String sink = "argo-workflow-sink";
    String action = "log-action";
    return Stream.of(
        new Broken("the file is named for it", sink, METADATA, n -> n.put("name", "other-sink")),
        new Broken(
            "it is a Kamelet", sink, "", n -> n.put("apiVersion", "camel.apache.org/v1beta1")),
        new Broken("it is a Kamelet", sink, "", n -> n.put("kind", "Pipe")),
        new Broken(
            "its label says its type",
            sink,
            METADATA + "/labels",
            n -> n.put("camel.apache.org/kamelet.type", "action")),
        new Broken(
            "all annotations are there",
            sink,
            ANNOTATIONS,
            n -> n.remove("camel.apache.org/provider")),
        new Broken(
            "all annotations are there",
            sink,
            ANNOTATIONS,
            n -> n.put("camel.apache.org/kamelet.support.level", "Good")),
        new Broken(
            "its icon is SVG",
            sink,
            ANNOTATIONS,
            n -> n.put("camel.apache.org/kamelet.icon", "https://example.com/icon.svg")),
        new Broken(
            "its icon is SVG",
            sink,
            ANNOTATIONS,
            n -> n.put("camel.apache.org/kamelet.icon", "data:image/svg+xml;base64,PHBuZy8+")),
        new Broken(
            "it is of the catalog of this version",
            sink,
            ANNOTATIONS,
            n -> n.put("camel.apache.org/catalog.version", "0.0.9")),
        new Broken(
            "its title is capitalised and ends with its type",
            sink,
            DEFINITION,
            n -> n.put("title", "Argo workflow Sink")),
        new Broken(
            "its title is capitalised and ends with its type",
            sink,
            DEFINITION,
            n -> n.put("title", "Argo Workflow Source")),
        new Broken(
            "a description is a sentence", sink, DEFINITION, n -> n.put("description", "Submits")),
        new Broken(
            "a description is a sentence",
            sink,
            PROPERTIES + "/manifest",
            n -> n.remove("description")),
        new Broken(
            "what is required is a property",
            sink,
            DEFINITION,
            n -> n.withArray("required").add("name")),
        new Broken(
            "a property is required or has a default",
            sink,
            PROPERTIES + "/namespace",
            n -> n.remove("default")),
        new Broken(
            "a property is required or has a default",
            sink,
            PROPERTIES + "/manifest",
            n -> n.put("default", "")),
        new Broken(
            "a property has a title and a type",
            sink,
            PROPERTIES + "/manifest",
            n -> n.remove("title")),
        new Broken(
            "a property has a title and a type",
            sink,
            PROPERTIES + "/manifest",
            n -> n.put("type", "text")),
        new Broken(
            "a default is of the property's type",
            source,
            PROPERTIES + "/port",
            n -> n.put("default", "9080")),
        new Broken(
            "a default is of the property's type",
            action,
            PROPERTIES + "/showBody",
            n -> n.put("default", "false")),
        new Broken("a secret is marked", source, PROPERTIES + "/token", n -> n.remove("format")),
        new Broken(
            "a secret is marked", source, PROPERTIES + "/token", n -> n.remove("x-descriptors")),
        new Broken(
            "a secret is taken as it is",
            source,
            FROM + "/parameters",
            n -> n.put("token", "{{token}}")),
        new Broken("a property is used", source, FROM + "/parameters", n -> n.remove("prefix")),
        new Broken(
            "a placeholder is a property or a bean",
            source,
            FROM + "/parameters",
            n -> n.put("region", "{{nowhere}}")),
        new Broken(
            "a placeholder is a property or a bean",
            source,
            FROM + "/parameters",
            n -> n.put("prefix", "{{?prefix}}")),
        new Broken(
            "a bean has no step's id",
            action,
            FROM + "/steps/0/process",
            n -> n.put("id", "intervalLog")),
        new Broken(
            "its dependencies can be resolved",
            sink,
            "/spec",
            n -> n.withArray("dependencies").add("github:drover")),
        new Broken(
            "its dependencies can be resolved",
            sink,
            "/spec",
            n -> n.withArray("dependencies").remove(0)),
        new Broken(
            "its dependencies can be resolved",
            sink,
            "/spec",
            n -> n.withArray("dependencies").set(1, "mvn:io.drover:drover:0.0.9")),
        new Broken(
            "it is wired to the route that uses it", sink, FROM, n -> n.put("uri", "direct:x")),
        new Broken(
            "it is wired to the route that uses it",
            source,
            FROM + "/steps/0/to",
            n -> n.put("uri", "log:x")),
        new Broken("a step has an id", sink, FROM + "/steps/0/to", n -> n.remove("id")),
        new Broken("a source says its media type", source, "/spec", n -> n.remove("types")),
        new Broken(
            "its template is Camel YAML", sink, FROM + "/steps/0", n -> n.putObject("send")));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenKameletIsFound(Broken broken) throws IOException {
    Kamelet kamelet = broken.kamelet(kamelets());
    assertThat(rules().stream().filter(r -> r.faults().of(kamelet).findAny().isPresent()))
        .extracting(Rule::name)
        .contains(broken.rule());
  }

  @Test
  void everyRuleFindsSomething() throws IOException {
    assertThat(rules().stream().map(Rule::name))
        .containsExactlyInAnyOrderElementsOf(broken().map(Broken::rule).collect(toSet()));
  }
}
