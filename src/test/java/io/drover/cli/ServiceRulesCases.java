package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.testing.ObjectSchemas;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The rules for the Ingress of a Service, case by case; a class for each kind of server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceRulesCases {
  private static final Path FOLDER = Path.of("src/test/resources/service-ingress");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int RANDOM_SERVICES = 150;
  private static final String PREFIX = "autodeploy-ingress-";
  private static final String PASSED_ON = "cert-manager.io/";

  private final IngressRoute route;

  ServiceRulesCases(TestClusters.Cluster cluster) {
    route = new IngressRoute(cluster);
  }

  @AfterAll
  void stop() {
    route.close();
  }

  private static JsonNode cases() throws IOException {
    return YAML.readTree(FOLDER.resolve("cases.yaml").toFile());
  }

  @Test
  void everyRuleHasACaseAndEveryCaseARule() throws IOException {
    Set<String> rules = new TreeSet<>();
    YAML.readTree(FOLDER.resolve("rules.yaml").toFile()).fieldNames().forEachRemaining(rules::add);
    Set<String> shown = new TreeSet<>();
    cases().forEach(c -> shown.add(c.path("rule").asText()));
    assertThat(shown).isEqualTo(rules);
  }

  @TestFactory
  Stream<DynamicTest> eachCase() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode c : cases()) {
      String name = "case-" + tests.size();
      String title = c.path("rule").asText() + ": " + c.path("name").asText();
      tests.add(DynamicTest.dynamicTest(title, () -> run(c, name)));
    }
    return tests.stream();
  }

  private void run(JsonNode c, String name) throws InterruptedException {
    Settlement settlement = route.outcomeOf(service(c, name));
    Ingress ingress = route.ingresses(name + "-ing").get();
    if (c.has("error")) {
      assertThat(settlement.outcome()).isEqualTo(Outcome.DEAD);
      assertThat(settlement.reason())
          .startsWith("Service " + name + ": ")
          .contains(c.path("error").asText());
      assertThat(ingress).isNull();
      assertThat(warnings(name)).containsExactly(settlement.reason());
      return;
    }
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(Outcome.DONE);
    if (c.has("none")) {
      assertThat(ingress).isNull();
      return;
    }
    assertThat(ObjectSchemas.bundled().problems(YAML.valueToTree(ingress))).isEmpty();
    assertThat(paths(ingress, name)).isEqualTo(YAML.convertValue(c.path("paths"), LINES));
    assertThat(ingress.getSpec().getIngressClassName()).isEqualTo(c.path("class").asText(null));
    assertThat(YAML.<JsonNode>valueToTree(ingress.getSpec().getTls()))
        .isEqualTo(YAML.valueToTree(c.has("tls") ? List.of(c.path("tls")) : List.of()));
    assertThat(passedOn(ingress))
        .isEqualTo(c.has("passed") ? YAML.convertValue(c.path("passed"), TEXTS) : Map.of());
  }

  @Test
  void servicesAtRandomAreJudgedByTheRulesStatedOnceMore() throws InterruptedException {
    long seed = System.nanoTime();
    RandomServices services = new RandomServices(seed);
    int mistakes = 0;
    for (int i = 0; i < RANDOM_SERVICES; i++) {
      Service service = services.service(route.namespace(), "random-" + i);
      String what = "seed " + seed + ": " + YAML.valueToTree(service);
      Settlement settlement = route.outcomeOf(service);
      Ingress ingress = route.ingresses("random-" + i + "-ing").get();
      try {
        Optional<ObjectNode> expected = IngressRules.expected(service);
        assertThat(settlement.outcome()).as(what + settlement.reason()).isEqualTo(Outcome.DONE);
        assertThat(made(ingress)).as(what).isEqualTo(expected);
      } catch (IngressRules.Mistake e) {
        mistakes++;
        assertThat(settlement.outcome()).as(what).isEqualTo(Outcome.DEAD);
        assertThat(ingress).as(what).isNull();
      }
    }
    assertThat(mistakes).as("seed %s", seed).isBetween(1, RANDOM_SERVICES - 10);
  }

  private static Optional<ObjectNode> made(Ingress ingress) {
    if (ingress == null) {
      return Optional.empty();
    }
    ObjectNode spec = YAML.valueToTree(ingress.getSpec());
    spec.set("passed", YAML.valueToTree(passedOn(ingress)));
    return Optional.of(spec);
  }

  private static final TypeReference<List<String>> LINES = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Service service(JsonNode c, String name) {
    var service = YAML.createObjectNode();
    service.put("apiVersion", "v1").put("kind", "Service");
    var metadata = service.putObject("metadata").put("name", name);
    metadata.put("namespace", route.namespace());
    c.path("annotations")
        .properties()
        .forEach(
            a ->
                metadata
                    .withObjectProperty("annotations")
                    .put(PREFIX + a.getKey(), a.getValue().asText()));
    var spec = service.putObject("spec");
    spec.set("ports", c.has("ports") ? c.path("ports") : YAML.createArrayNode().add(port80()));
    c.path("spec").properties().forEach(member -> spec.set(member.getKey(), member.getValue()));
    return YAML.convertValue(service, Service.class);
  }

  private List<String> warnings(String service) {
    return await()
        .until(
            () ->
                route
                    .client()
                    .events()
                    .v1()
                    .events()
                    .inNamespace(route.namespace())
                    .list()
                    .getItems()
                    .stream()
                    .filter(e -> "drover.io/drover".equals(e.getReportingController()))
                    .filter(e -> e.getRegarding().getName().equals(service))
                    .map(Event::getNote)
                    .toList(),
            notes -> !notes.isEmpty());
  }

  private static JsonNode port80() {
    return YAML.createObjectNode().put("port", 80);
  }

  private static List<String> paths(Ingress ingress, String service) {
    List<String> lines = new ArrayList<>();
    for (IngressRule rule : ingress.getSpec().getRules()) {
      for (HTTPIngressPath path : rule.getHttp().getPaths()) {
        assertThat(path.getPathType()).isEqualTo("Prefix");
        assertThat(path.getBackend().getService().getName()).isEqualTo(service);
        ServiceBackendPort port = path.getBackend().getService().getPort();
        String key = port.getName() == null ? port.getNumber().toString() : port.getName();
        lines.add(rule.getHost() + " " + path.getPath() + " " + key);
      }
    }
    return lines;
  }

  private static Map<String, String> passedOn(Ingress ingress) {
    Map<String, String> annotations = new HashMap<>(ingress.getMetadata().getAnnotations());
    annotations.keySet().removeIf(key -> !key.startsWith(PASSED_ON));
    return annotations;
  }
}
