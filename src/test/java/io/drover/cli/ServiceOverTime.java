package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One Service to which happens what the rules of time speak of, and what its Ingress should be. */
final class ServiceOverTime {
  private static final String HOST = "autodeploy-ingress-host";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

  private final IngressRoute route;
  private final ServiceCase subject;
  private final String name;
  private JsonNode expected = NONE;
  private String when;

  ServiceOverTime(IngressRoute route, ServiceCase subject, String name) {
    this.route = route;
    this.subject = subject;
    this.name = name;
    this.when = subject.toString();
  }

  void goThrough(List<String> steps) throws Exception {
    for (String step : steps) {
      when += " > " + step;
      take(step);
    }
  }

  private void take(String step) throws Exception {
    switch (step) {
      case "follows" -> {
        become(another());
        become(service());
      }
      case "keeps" -> become(annotated(Map.of(HOST, "NOT A HOST")));
      case "removed" -> become(annotated(Map.of()));
      case "emptied" -> become(annotated(Map.of(HOST, "")));
      case "deleting" -> beginDeletion();
      case "deleted" -> delete();
      case "made-again" -> become(service());
      default -> throw new IllegalArgumentException(step);
    }
  }

  private Service service() {
    return subject.service(route.namespace(), name);
  }

  private Service annotated(Map<String, String> annotations) {
    return new ServiceBuilder(service())
        .editMetadata()
        .withAnnotations(annotations)
        .endMetadata()
        .build();
  }

  /** With another Ingress, of the same type: that of a Service cannot always be changed. */
  private Service another() {
    return new ServiceBuilder(annotated(Map.of(HOST, "another.example")))
        .editSpec()
        .withPorts()
        .addNewPort()
        .withName("another")
        .withPort(8081)
        .endPort()
        .endSpec()
        .build();
  }

  private void become(Service state) throws Exception {
    if (!state.getMetadata().getAnnotations().containsKey(HOST)) {
      route.client().resource(state).update();
      expected = NONE;
      awaitExpected();
      return;
    }
    Settlement settlement = route.outcomeOf(state);
    JsonNode verdict = IngressRules.judge(state);
    if (verdict.has("mistakes")) {
      assertThat(settlement.outcome()).as(when).isEqualTo(Outcome.DEAD);
      awaitWarning(settlement.reason());
    } else {
      assertThat(settlement.outcome()).as(when + settlement.reason()).isEqualTo(Outcome.DONE);
      expected = verdict;
    }
    assertThatItIsAsExpected();
  }

  private void beginDeletion() throws Exception {
    finalizers("example.com/held");
    route.services(name).delete();
    Service deleting = route.services(name).get();
    assertThat(deleting.getMetadata().getDeletionTimestamp()).isNotNull();
    if (deleting.getMetadata().getAnnotations().containsKey(HOST)) {
      String id =
          deleting.getMetadata().getUid() + "." + deleting.getMetadata().getResourceVersion();
      assertThat(route.settled().await(s -> s.event().id().equals(id), SOON)).as(when).isPresent();
    }
    assertThatItIsAsExpected();
  }

  private void delete() {
    if (route.services(name).get().getMetadata().getDeletionTimestamp() == null) {
      route.services(name).delete();
    } else {
      finalizers();
    }
    expected = NONE;
    awaitExpected();
  }

  private void finalizers(String... finalizers) {
    route
        .services(name)
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .withFinalizers(finalizers)
                    .endMetadata()
                    .build());
  }

  private void assertThatItIsAsExpected() throws IOException {
    assertThat(actual()).as(when).isEqualTo(ServiceRulesCases.read(expected));
  }

  private void awaitExpected() {
    await(when).atMost(SOON).until(() -> actual().equals(ServiceRulesCases.read(expected)));
  }

  private JsonNode actual() throws IOException {
    return ServiceRulesCases.verdict(route.ingresses(name + "-ing").get());
  }

  private void awaitWarning(String note) {
    String uid = route.services(name).get().getMetadata().getUid();
    await(when)
        .atMost(SOON)
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
                    .anyMatch(
                        e -> uid.equals(e.getRegarding().getUid()) && note.equals(e.getNote())));
  }
}
