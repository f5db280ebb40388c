package io.drover.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while Drover is stopped is put right at the next start, whatever it was. */
abstract class WhileStoppedCases {
  private static final int SERVICES = 50;
  private static final String HOST = "autodeploy-ingress-host";

  private final ObjectMapper json = new ObjectMapper();
  private final IngressRoute route;
  private final Map<String, JsonNode> strangers = new HashMap<>();

  WhileStoppedCases(TestClusters.Cluster cluster) {
    route = new IngressRoute(cluster);
  }

  @AfterEach
  void stop() {
    route.close();
  }

  private int unannotated;

  @Test
  void fiftyServicesAndTheirIngresses() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < SERVICES; i++) {
      if (random.nextInt(5) > 0) {
        create(i, 80);
      }
      if (random.nextInt(8) == 0) {
        stranger("free-" + i);
      }
    }
    awaitAllRight("before, seed " + seed);
    route.stop();
    for (int i = 0; i < SERVICES; i++) {
      change(i, belowTheGuard(random.nextInt(8)));
    }
    route.start();
    awaitAllRight("after, seed " + seed);
    strangers.forEach(
        (name, before) -> Assertions.assertThat(live(name)).as(name).isEqualTo(before));
  }

  /** Fewer lose their annotation than would have the guard against mass removal ask a person. */
  private int belowTheGuard(int what) {
    boolean removes = what == 3 || what == 4;
    return removes && ++unannotated > 8 ? 2 : what;
  }

  private void change(int i, int what) {
    String name = "svc-" + i;
    if (route.services(name).get() == null) {
      if (what % 2 == 0) {
        create(i, 81);
      } else {
        stranger(name + "-ing");
        create(i, 81); // its name is taken by the stranger's
      }
      return;
    }
    switch (what) {
      case 0 -> route.services(name).delete();
      case 1 -> {
        route.services(name).delete();
        create(i, 82);
      }
      case 2 -> edit(name, s -> s.getSpec().getPorts().get(0).setPort(83));
      case 3 -> edit(name, s -> s.getMetadata().getAnnotations().remove(HOST));
      case 4 -> edit(name, s -> s.getMetadata().getAnnotations().put(HOST, ""));
      case 5 -> route.ingresses(name + "-ing").delete();
      case 6 ->
          route
              .ingresses(name + "-ing")
              .edit(
                  ingress ->
                      new IngressBuilder(ingress)
                          .editSpec()
                          .withIngressClassName("edited")
                          .editFirstRule()
                          .withHost("edited.example")
                          .endRule()
                          .endSpec()
                          .build());
      default -> {}
    }
  }

  private void edit(String name, Consumer<Service> change) {
    route
        .services(name)
        .edit(
            service -> {
              Service copy = new ServiceBuilder(service).build();
              change.accept(copy);
              return copy;
            });
  }

  private void create(int i, int port) {
    Service service = route.service("svc-" + i, port, Map.of(HOST, "h" + i + ".example"));
    route.client().resource(service).create();
  }

  private void stranger(String name) {
    Ingress ingress =
        new IngressBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(route.namespace())
            .endMetadata()
            .withNewSpec()
            .addNewRule()
            .withHost("stranger.example")
            .endRule()
            .endSpec()
            .build();
    route.client().resource(ingress).create();
    strangers.put(name, live(name));
  }

  private JsonNode live(String ingress) {
    return json.valueToTree(route.ingresses(ingress).get());
  }

  private void awaitAllRight(String when) {
    await(when)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> Assertions.assertThat(actual()).isEqualTo(expected()));
  }

  /** The specs of all Ingresses by name, strangers' and those of each Service as it is now. */
  private Map<String, JsonNode> expected() {
    Map<String, JsonNode> specs = new HashMap<>();
    for (Service service :
        route.client().services().inNamespace(route.namespace()).list().getItems()) {
      IngressRules.expected(service)
          .ifPresent(
              spec -> {
                spec.remove("passed");
                specs.put(service.getMetadata().getName() + "-ing", owned(service, spec));
              });
    }
    strangers.forEach((name, stranger) -> specs.put(name, owned(null, stranger.get("spec"))));
    return specs;
  }

  private Map<String, JsonNode> actual() {
    Map<String, JsonNode> specs = new HashMap<>();
    for (Ingress ingress :
        route
            .client()
            .network()
            .v1()
            .ingresses()
            .inNamespace(route.namespace())
            .list()
            .getItems()) {
      ObjectNode entry = json.createObjectNode();
      var owners = ingress.getMetadata().getOwnerReferences();
      entry.put("owner", owners.isEmpty() ? "" : owners.get(0).getUid());
      ObjectNode spec = json.valueToTree(ingress.getSpec());
      if ("edited".equals(spec.path("ingressClassName").asText())) {
        spec.remove("ingressClassName"); // a field that the route does not set stays another's
      }
      entry.set("spec", spec);
      specs.put(ingress.getMetadata().getName(), entry);
    }
    return specs;
  }

  private JsonNode owned(Service owner, JsonNode spec) {
    ObjectNode entry = json.createObjectNode();
    entry.put("owner", owner == null ? "" : owner.getMetadata().getUid());
    return entry.set("spec", spec);
  }
}
