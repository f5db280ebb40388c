package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.testing.Trace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes Services, one after the other, and compares what the running route does about each with
 * what is explained of the same event.
 */
final class ServiceHistory {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String HOST = "autodeploy-ingress-host";

  private final IngressRoute route;
  private final KubernetesClient client;
  private final Explained explained;
  private final String seed;
  private final Map<String, JsonNode> handled = new HashMap<>();
  private final Set<String> passedOver = new HashSet<>();

  ServiceHistory(IngressRoute route, Explained explained, String seed) {
    this.route = route;
    this.client = route.client();
    this.explained = explained;
    this.seed = seed;
  }

  /** Makes or replaces a Service. */
  Outcome put(Service service) throws InterruptedException {
    String namespace = service.getMetadata().getNamespace();
    String name = service.getMetadata().getName();
    boolean ours = namespace.equals(route.namespace());
    boolean selected = ours && service.getMetadata().getAnnotations().containsKey(HOST);
    JsonNode ingressBefore = ours ? live("networking.k8s.io/v1", "Ingress", name + "-ing") : null;
    if (!selected && (!ours || !handled.containsKey(name))) {
      passOver(service);
      return Outcome.FILTERED;
    }
    Settlement settlement = route.outcomeOf(service);
    JsonNode body = live("v1", "Service", name);
    JsonNode oldBody = handled.get(name);
    JsonNode event = oldBody == null ? body : event("UPDATE", body, oldBody);
    Trace trace = explain(event, settlement);
    assertThat(trace.settlement().event()).as(what(event)).isEqualTo(settlement.event());
    compare(trace, settlement, name, ingressBefore, what(event));
    if (settlement.outcome() == Outcome.DONE) {
      handled.put(name, selected ? body : null);
      handled.values().removeIf(state -> state == null);
    }
    return settlement.outcome();
  }

  /** Of a Service that the route does not see; whether that is so shows in the end. */
  private void passOver(Service service) {
    Service stored =
        client
            .resource(service)
            .inNamespace(service.getMetadata().getNamespace())
            .createOr(existing -> existing.update());
    JsonNode event = client.getKubernetesSerialization().convertValue(stored, JsonNode.class);
    Trace trace = explained.of(bytes(event), Outcome.FILTERED, what(event));
    passedOver.add(trace.settlement().event().id());
  }

  /** Deletes a Service that the route has seen. */
  Outcome delete(String name) throws InterruptedException {
    JsonNode body = live("v1", "Service", name);
    String uid = body.at("/metadata/uid").asText();
    client.services().inNamespace(route.namespace()).withName(name).delete();
    Optional<Settlement> settlement =
        route
            .settled()
            .await(s -> s.event().type().equals("DELETE") && isOf(s.event().id(), uid), SOON);
    assertThat(settlement).as(what(body)).isPresent();
    JsonNode event = event("DELETE", body, null);
    Trace trace = explain(event, settlement.get());
    compare(trace, settlement.get(), name, null, what(event));
    handled.remove(name);
    return settlement.get().outcome();
  }

  private static boolean isOf(String eventId, String uid) {
    return eventId.startsWith(uid + ".");
  }

  /** Whether a Service is there that the route has seen. */
  boolean has(String name) {
    JsonNode service = live("v1", "Service", name);
    return service != null && service.at("/metadata/annotations").has(HOST);
  }

  void assertThatNothingWasDoneForOthers() {
    assertThat(route.settled().all())
        .as(seed)
        .noneMatch(settlement -> passedOver.contains(settlement.event().id()));
  }

  private Trace explain(JsonNode event, Settlement settlement) {
    String what = what(event) + " ended " + settlement.outcome() + ": " + settlement.reason();
    return explained.of(bytes(event), settlement.outcome(), what);
  }

  private void compare(
      Trace trace, Settlement settlement, String name, JsonNode ingressBefore, String what) {
    JsonNode ingress = live("networking.k8s.io/v1", "Ingress", name + "-ing");
    if (settlement.outcome() == Outcome.DEAD) {
      assertThat(trace.settlement().reason()).as(what).isEqualTo(settlement.reason());
      assertThat(trace.settlement().step()).as(what).isEqualTo(settlement.step());
      assertThat(ingress).as(what).isEqualTo(ingressBefore);
    } else {
      List<JsonNode> made = ingress == null ? List.of() : List.of(Explained.asSent(ingress));
      assertThat(Explained.objects(trace, what)).as(what).isEqualTo(made);
    }
  }

  private static JsonNode event(String type, JsonNode body, JsonNode oldBody) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    event.set("body", body);
    event.set("oldBody", oldBody);
    return event;
  }

  private static byte[] bytes(JsonNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String what(JsonNode event) {
    return seed + ": " + event;
  }

  private JsonNode live(String apiVersion, String kind, String name) {
    GenericKubernetesResource object =
        client
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(route.namespace())
            .withName(name)
            .get();
    return object == null
        ? null
        : client.getKubernetesSerialization().convertValue(object, JsonNode.class);
  }
}
