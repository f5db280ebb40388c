package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.TestClusters.Cluster;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Service's Ingress does, whichever API server it is; a class for each kind of server. */
abstract class ServiceIngressCases {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String HOST = "autodeploy-ingress-host";

  private final IngressRoute route;

  ServiceIngressCases(Cluster cluster) {
    route = new IngressRoute(cluster);
  }

  @AfterEach
  void stopRoute() {
    route.close();
  }

  @Test
  void theArticlesServiceBecomesAnIngress() {
    create(service("fortune-svc", Map.of(HOST, "a.example", "autodeploy-ingress-class", "nginx")));
    Ingress ingress = awaitIngress("fortune-svc-ing");
    assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("nginx");
    assertThat(ingress.getSpec().getRules()).hasSize(1);
    assertThat(ingress.getSpec().getRules().get(0).getHost()).isEqualTo("a.example");
    assertThat(port(ingress)).isEqualTo(3000);
    assertThat(ingress.getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(ingress.getMetadata().getOwnerReferences().get(0).getController()).isTrue();
    assertThat(ingress.getMetadata().getOwnerReferences().get(0).getBlockOwnerDeletion()).isNull();
  }

  @Test
  void changingThePortChangesTheIngress() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    route.services("web").edit(s -> withPort(s, 4000));
    await().atMost(SOON).until(() -> port(route.ingresses("web-ing").get()) == 4000);
  }

  @Test
  void anEditOfOurFieldIsUndoneAndOthersFieldsStay() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    route
        .ingresses("web-ing")
        .edit(
            i ->
                new IngressBuilder(i)
                    .editMetadata()
                    .addToAnnotations("example.com/added", "by another")
                    .endMetadata()
                    .editSpec()
                    .editFirstRule()
                    .withHost("edited.example")
                    .endRule()
                    .endSpec()
                    .build());
    await()
        .atMost(SOON)
        .until(
            () ->
                route
                    .ingresses("web-ing")
                    .get()
                    .getSpec()
                    .getRules()
                    .get(0)
                    .getHost()
                    .equals("a.example"));
    assertThat(route.ingresses("web-ing").get().getMetadata().getAnnotations())
        .containsEntry("example.com/added", "by another");
  }

  @Test
  void aDeletedIngressComesBack() {
    create(service("web", Map.of(HOST, "a.example")));
    String first = awaitIngress("web-ing").getMetadata().getUid();
    route.ingresses("web-ing").delete();
    await()
        .atMost(SOON)
        .until(
            () -> {
              Ingress now = route.ingresses("web-ing").get();
              return now != null && !now.getMetadata().getUid().equals(first);
            });
  }

  @Test
  void removingTheAnnotationRemovesTheIngress() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    route
        .services("web")
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .removeFromAnnotations(HOST)
                    .endMetadata()
                    .build());
    await().atMost(SOON).until(() -> route.ingresses("web-ing").get() == null);
    assertThat(route.services("web").get()).isNotNull();
  }

  @Test
  void removingTheServiceRemovesTheIngress() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    route.services("web").delete();
    await().atMost(SOON).until(() -> route.ingresses("web-ing").get() == null);
  }

  @Test
  void aServiceMadeAgainUnderItsNameGetsAnIngressOfItsOwn() {
    create(service("web", Map.of(HOST, "a.example")));
    String first = awaitIngress("web-ing").getMetadata().getUid();
    route.services("web").delete();
    String uid = create(service("web", Map.of(HOST, "b.example"))).getMetadata().getUid();
    await()
        .atMost(SOON)
        .until(
            () -> {
              Ingress now = route.ingresses("web-ing").get();
              return now != null
                  && !now.getMetadata().getUid().equals(first)
                  && now.getMetadata().getOwnerReferences().get(0).getUid().equals(uid);
            });
  }

  @Test
  void aStrangersIngressOfThatNameIsNeverTouched() throws InterruptedException {
    Ingress strangers =
        new IngressBuilder()
            .withNewMetadata()
            .withName("web-ing")
            .withNamespace(route.namespace())
            .addToLabels("app.kubernetes.io/managed-by", "another")
            .endMetadata()
            .withNewSpec()
            .addNewRule()
            .withHost("stranger.example")
            .endRule()
            .endSpec()
            .build();
    route.client().resource(strangers).create();
    JsonNode before = json("web-ing");
    String uid = create(service("web", Map.of(HOST, "a.example"))).getMetadata().getUid();
    assertThat(route.settled().await(s -> s.event().id().startsWith(uid), SOON))
        .hasValueSatisfying(
            s -> {
              assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
              assertThat(s.reason())
                  .contains("Ingress " + route.namespace() + "/web-ing", "left alone");
            });
    route.services("web").delete();
    assertThat(route.settled().await(s -> s.event().id().endsWith("+deleted"), SOON)).isPresent();
    assertThat(json("web-ing")).isEqualTo(before);
  }

  @Test
  void nothingIsWrittenWhereNothingWouldChange() throws InterruptedException {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    JsonNode before = json("web-ing");
    route
        .services("web")
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .addToLabels("touched", "true")
                    .endMetadata()
                    .build());
    String id = id(route.services("web").get());
    assertThat(route.settled().await(s -> s.event().id().equals(id), SOON))
        .hasValueSatisfying(s -> assertThat(s.reason()).isEqualTo("nothing to change"));
    assertThat(json("web-ing")).isEqualTo(before);
  }

  @Test
  void whatChangedWhileStoppedIsPutRight() {
    create(service("goes", Map.of(HOST, "a.example")));
    create(service("changes", Map.of(HOST, "b.example")));
    create(service("drops", Map.of(HOST, "c.example")));
    List.of("goes-ing", "changes-ing", "drops-ing").forEach(this::awaitIngress);
    route.stop();
    route.services("goes").delete();
    route.services("changes").edit(s -> withPort(s, 5000));
    route
        .services("drops")
        .edit(
            s -> new ServiceBuilder(s).editMetadata().withAnnotations(null).endMetadata().build());
    route.start();
    await().atMost(SOON).until(() -> route.ingresses("goes-ing").get() == null);
    await().atMost(SOON).until(() -> route.ingresses("drops-ing").get() == null);
    await().atMost(SOON).until(() -> port(route.ingresses("changes-ing").get()) == 5000);
  }

  @Test
  void aServiceWithoutTcpPortIsAMistakeThatSaysWhatToMend() throws InterruptedException {
    Service udp = service("dns", Map.of(HOST, "a.example"));
    udp.getSpec().getPorts().get(0).setProtocol("UDP");
    String id = id(create(udp));
    assertThat(route.settled().await(s -> s.event().id().equals(id), SOON))
        .hasValueSatisfying(
            s -> {
              assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
              assertThat(s.step()).isEqualTo("ingresses");
              assertThat(s.reason()).contains("Service dns: it has no TCP port");
            });
    assertThat(route.ingresses("dns-ing").get()).isNull();
  }

  @Test
  void aMistakeLeavesTheIngressAsItIsUntilItIsMended() throws InterruptedException {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    JsonNode before = json("web-ing");
    assertThat(route.outcomeOf(service("web", Map.of(HOST, "NOT A HOST"))).outcome())
        .isEqualTo(Outcome.DEAD);
    assertThat(json("web-ing")).isEqualTo(before);
    assertThat(route.outcomeOf(service("web", Map.of(HOST, "b.example"))).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(route.ingresses("web-ing").get().getSpec().getRules().get(0).getHost())
        .isEqualTo("b.example");
  }

  @Test
  void theAnnotationOfAMistakenServiceRemovedAfterARestartRemovesTheIngress() throws Exception {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    route.stop();
    route.services("web").edit(s -> annotated(s, Map.of(HOST, "NOT A HOST")));
    String mistaken = id(route.services("web").get());
    route.start();
    assertThat(route.settled().await(s -> s.event().id().equals(mistaken), SOON))
        .hasValueSatisfying(s -> assertThat(s.outcome()).isEqualTo(Outcome.DEAD));
    route.services("web").edit(s -> annotated(s, Map.of()));
    await().atMost(SOON).until(() -> route.ingresses("web-ing").get() == null);
  }

  @Test
  void changesFasterThanTheWatchEndRight() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    for (int i = 0; i < 20; i++) {
      int port = 4000 + i % 2;
      route.services("web").edit(s -> withPort(s, port));
    }
    await().atMost(SOON).until(() -> port(route.ingresses("web-ing").get()) == 4001);
    route.services("web").edit(s -> annotated(s, Map.of()));
    route.services("web").edit(s -> annotated(s, Map.of(HOST, "a.example")));
    route.services("web").edit(s -> annotated(s, Map.of()));
    await().atMost(SOON).until(() -> route.ingresses("web-ing").get() == null);
  }

  private static Service annotated(Service service, Map<String, String> annotations) {
    return new ServiceBuilder(service)
        .editMetadata()
        .withAnnotations(annotations)
        .endMetadata()
        .build();
  }

  @Test
  void aServiceThatIsBeingDeletedKeepsItsIngressUntilItIsGone() throws InterruptedException {
    Service held = service("web", Map.of(HOST, "a.example"));
    held.getMetadata().setFinalizers(List.of("example.com/held"));
    create(held);
    awaitIngress("web-ing");
    JsonNode before = json("web-ing");
    route.services("web").delete();
    String id = id(route.services("web").get());
    assertThat(route.settled().await(s -> s.event().id().equals(id), SOON)).isPresent();
    assertThat(json("web-ing")).isEqualTo(before);
    route
        .services("web")
        .edit(s -> new ServiceBuilder(s).editMetadata().withFinalizers().endMetadata().build());
    await().atMost(SOON).until(() -> route.ingresses("web-ing").get() == null);
  }

  private Service service(String name, Map<String, String> annotations) {
    return route.service(name, 3000, annotations);
  }

  private static Service withPort(Service service, int port) {
    return new ServiceBuilder(service)
        .editSpec()
        .editFirstPort()
        .withPort(port)
        .endPort()
        .endSpec()
        .build();
  }

  private static String id(Service service) {
    return service.getMetadata().getUid() + "." + service.getMetadata().getResourceVersion();
  }

  private static int port(Ingress ingress) {
    return ingress
        .getSpec()
        .getRules()
        .get(0)
        .getHttp()
        .getPaths()
        .get(0)
        .getBackend()
        .getService()
        .getPort()
        .getNumber();
  }

  private Service create(Service service) {
    return route.client().resource(service).create();
  }

  private Ingress awaitIngress(String name) {
    return await().atMost(SOON).until(() -> route.ingresses(name).get(), i -> i != null);
  }

  private JsonNode json(String ingress) {
    GenericKubernetesResource found =
        route
            .client()
            .genericKubernetesResources("networking.k8s.io/v1", "Ingress")
            .inNamespace(route.namespace())
            .withName(ingress)
            .get();
    return route.client().getKubernetesSerialization().convertValue(found, JsonNode.class);
  }
}
