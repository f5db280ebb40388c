package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.testing.ObjectSchemas;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The rules for the Ingress of a Service, case by case; a class for each kind of server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceRulesCases {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int RANDOM_SERVICES_A_RULE = 5;
  private static final String PASSED_ON = "cert-manager.io/";

  private final IngressRoute route;

  ServiceRulesCases(TestClusters.Cluster cluster) {
    route = new IngressRoute(cluster);
  }

  @AfterAll
  void stop() {
    route.close();
  }

  @TestFactory
  Stream<DynamicTest> eachCase() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ServiceCase c : ServiceRuleTable.cases()) {
      String name = "case-" + tests.size();
      tests.add(DynamicTest.dynamicTest(c.toString(), () -> run(c, name)));
    }
    return tests.stream();
  }

  private void run(ServiceCase c, String name) throws Exception {
    Settlement settlement = route.outcomeOf(c.service(route.namespace(), name));
    Ingress ingress = route.ingresses(name + "-ing").get();
    if (!c.errors().isEmpty()) {
      assertThat(settlement.outcome()).isEqualTo(Outcome.DEAD);
      assertThat(settlement.reason()).startsWith("Service " + name + ": ");
      assertThat(c.errors()).anyMatch(settlement.reason()::contains);
      assertThat(ingress).isNull();
      assertThat(warnings(name)).containsExactly(settlement.reason());
      return;
    }
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(Outcome.DONE);
    if (ingress != null) {
      assertThat(ObjectSchemas.bundled().problems(YAML.valueToTree(ingress))).isEmpty();
    }
    assertThat(verdict(ingress)).isEqualTo(YAML.readTree(c.ingress(name).toString()));
  }

  /** As {@link IngressRules#judge} says it. */
  static JsonNode verdict(Ingress ingress) throws IOException {
    ObjectNode verdict = YAML.createObjectNode();
    if (ingress != null) {
      verdict.put("name", ingress.getMetadata().getName());
      verdict.set("passed", YAML.valueToTree(passedOn(ingress)));
      verdict.set("spec", YAML.valueToTree(ingress.getSpec()));
    }
    return read(verdict);
  }

  /** With the types of numbers that a file has. */
  static JsonNode read(JsonNode node) throws IOException {
    return YAML.readTree(node.toString());
  }

  @Test
  void servicesAtRandomAreJudgedByTheRulesStatedOnceMore() throws InterruptedException {
    long seed = System.nanoTime();
    RandomServices services = new RandomServices(seed);
    int number = 0;
    for (String rule : ServiceRuleTable.load().rules()) {
      for (int i = 0; i < RANDOM_SERVICES_A_RULE; i++) {
        Service service = services.showing(rule, route.namespace(), "random-" + number++);
        judge(service, "seed " + seed + ", rule " + rule + ": " + YAML.valueToTree(service));
      }
    }
  }

  private void judge(Service service, String what) throws InterruptedException {
    Settlement settlement = route.outcomeOf(service);
    Ingress ingress = route.ingresses(service.getMetadata().getName() + "-ing").get();
    try {
      Optional<ObjectNode> expected = IngressRules.expected(service);
      assertThat(settlement.outcome()).as(what + settlement.reason()).isEqualTo(Outcome.DONE);
      assertThat(made(ingress)).as(what).isEqualTo(expected);
    } catch (IngressRules.Mistake e) {
      assertThat(settlement.outcome()).as(what).isEqualTo(Outcome.DEAD);
      assertThat(ingress).as(what).isNull();
    }
  }

  private static Optional<ObjectNode> made(Ingress ingress) {
    if (ingress == null) {
      return Optional.empty();
    }
    ObjectNode spec = YAML.valueToTree(ingress.getSpec());
    spec.set("passed", YAML.valueToTree(passedOn(ingress)));
    return Optional.of(spec);
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

  private static Map<String, String> passedOn(Ingress ingress) {
    Map<String, String> annotations = new HashMap<>(ingress.getMetadata().getAnnotations());
    annotations.keySet().removeIf(key -> !key.startsWith(PASSED_ON));
    return annotations;
  }
}
