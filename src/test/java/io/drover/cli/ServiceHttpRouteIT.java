package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteResources;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example service-httproute on a real API server with the Gateway API. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "gateway-api"})
class ServiceHttpRouteIT {
  private static final Path EXAMPLES = Path.of("examples");
  private static final String HOST = "autodeploy-gateway-host";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final KubernetesClient client;
  private final KubernetesApi kubernetes;
  private final String namespace;
  private final Settled settled = new Settled();
  private Application application;

  ServiceHttpRouteIT(KubernetesApi kubernetes) {
    kubernetes.serveHttpRoutes();
    this.kubernetes = kubernetes;
    this.client = kubernetes.newClient();
    this.namespace = KubernetesApi.newNamespace(client);
  }

  @BeforeEach
  void start() throws IOException {
    List<RouteFile> route =
        RouteFile.in(EXAMPLES).stream()
            .filter(file -> file.name().endsWith("service-httproute.camel.yaml"))
            .toList();
    application =
        new Application(route, kubernetes.newClient())
            .property(RouteResources.FOLDER_PROPERTY, EXAMPLES.toString())
            .property("drover.service-httproute.namespace", namespace)
            .listener(settled);
    application.start();
  }

  @AfterEach
  void stop() {
    application.close();
    client.close();
  }

  @Test
  void anHttpRouteFollowsItsService() {
    put(service(Map.of(HOST, "a.example, b.example"), 80, 8080));
    JsonNode route = awaitRoute(r -> true);
    assertThat(route.at("/spec/hostnames")).hasToString("[\"a.example\",\"b.example\"]");
    assertThat(route.at("/spec/parentRefs/0/name").asText()).isEqualTo("public");
    assertThat(route.at("/spec/rules/0/timeouts/request").asText()).isEqualTo("30s");
    assertThat(route.at("/spec/rules/1/matches/0/path/value").asText()).isEqualTo("/p8080");
    assertThat(route.at("/spec/rules/1/backendRefs/0/port").asInt()).isEqualTo(8080);
    assertThat(route.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("web");

    put(service(Map.of(HOST, "c.example", "autodeploy-gateway-name", "internal"), 81));
    JsonNode changed = awaitRoute(r -> r.at("/spec/hostnames/0").asText().equals("c.example"));
    assertThat(changed.at("/spec/rules")).hasSize(1);
    assertThat(changed.at("/spec/rules/0/backendRefs/0/port").asInt()).isEqualTo(81);
    assertThat(changed.at("/spec/parentRefs/0/name").asText()).isEqualTo("internal");

    put(service(Map.of(), 81));
    await().atMost(SOON).until(() -> httpRoute().get() == null);
    put(service(Map.of(HOST, "d.example"), 81));
    awaitRoute(r -> r.at("/spec/hostnames/0").asText().equals("d.example"));
    client.services().inNamespace(namespace).withName("web").delete();
    await().atMost(SOON).until(() -> httpRoute().get() == null);
  }

  @Test
  void whatAStrangerEditsIsPutBack() {
    put(service(Map.of(HOST, "a.example"), 80));
    JsonNode before = awaitRoute(r -> true);
    httpRoute()
        .edit(
            r -> {
              r.getMetadata().getAnnotations().put("example.com/added", "by another");
              Map<String, Object> spec = r.get("spec");
              spec.put("hostnames", List.of("stranger.example"));
              return r;
            });
    JsonNode after =
        awaitRoute(
            r ->
                r.at("/spec").equals(before.at("/spec"))
                    && !r.at("/metadata/resourceVersion")
                        .equals(before.at("/metadata/resourceVersion")));
    assertThat(after.at("/metadata/annotations/example.com~1added").asText())
        .isEqualTo("by another");
    httpRoute().delete();
    awaitRoute(r -> !r.at("/metadata/uid").equals(before.at("/metadata/uid")));
  }

  @Test
  void nothingIsWrittenWhereNothingWouldChange() throws InterruptedException {
    put(service(Map.of(HOST, "a.example"), 80));
    JsonNode before = awaitRoute(r -> true);
    touch("first"); // a definition that was served only now may fill in defaults a moment later
    JsonNode atRest = awaitRoute(r -> true);
    assertThat(atRest.path("spec")).isEqualTo(before.path("spec"));
    assertThat(touch("second").reason()).isEqualTo("nothing to change");
    assertThat(awaitRoute(r -> true)).isEqualTo(atRest);
  }

  /** Changes what the route does not look at, and waits for what becomes of it. */
  private Settlement touch(String label) throws InterruptedException {
    Service touched = service(Map.of(HOST, "a.example"), 80);
    touched.getMetadata().setLabels(Map.of("touched", label));
    String id = put(touched);
    return settled.await(s -> s.event().id().equals(id), SOON).orElseThrow();
  }

  @Test
  void aMistakeLeavesTheHttpRouteAsItIs() throws InterruptedException {
    put(service(Map.of(HOST, "a.example"), 80));
    JsonNode before = awaitRoute(r -> true);
    String id = put(service(Map.of(HOST, "Not A Host"), 80));
    assertThat(settled.await(s -> s.event().id().equals(id), SOON))
        .hasValueSatisfying(
            s -> {
              assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
              assertThat(s.reason()).contains("\"Not A Host\", which is no host name");
            });
    assertThat(awaitRoute(r -> true)).isEqualTo(before);
  }

  private Service service(Map<String, String> annotations, int... ports) {
    ServiceBuilder builder =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("web")
            .withNamespace(namespace)
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .endSpec();
    for (int port : ports) {
      builder.editSpec().addNewPort().withName("p" + port).withPort(port).endPort().endSpec();
    }
    return builder.build();
  }

  /** Creates or replaces it; the id of its event. */
  private String put(Service service) {
    Service stored = client.resource(service).createOr(r -> r.update());
    return stored.getMetadata().getUid() + "." + stored.getMetadata().getResourceVersion();
  }

  private Resource<GenericKubernetesResource> httpRoute() {
    return client
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(namespace)
        .withName("web-route");
  }

  private JsonNode awaitRoute(Predicate<JsonNode> condition) {
    return await()
        .atMost(SOON)
        .until(
            () -> new ObjectMapper().<JsonNode>valueToTree(httpRoute().get()),
            route -> route.isObject() && condition.test(route));
  }
}
