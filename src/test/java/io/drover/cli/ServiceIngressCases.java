package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.TestClusters.Cluster;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Service's Ingress does, whichever API server it is; a class for each kind of server. */
abstract class ServiceIngressCases {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String HOST = "autodeploy-ingress-host";

  private KubernetesClient client;
  private Application application;
  private Settled settled;
  private String namespace;

  private final Cluster cluster;

  ServiceIngressCases(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void startRoute() {
    client = cluster.newClient();
    namespace = cluster.newNamespace();
    start();
  }

  private void start() {
    settled = new Settled();
    application =
        new Application(List.of(RouteFile.bundled("service-ingress")), cluster.newClient())
            .property("drover.service-ingress.namespace", namespace)
            .listener(settled);
    application.start();
  }

  @AfterEach
  void stopRoute() {
    application.close();
    client.close();
    cluster.close();
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
    services("web").edit(s -> withPort(s, 4000));
    await().atMost(SOON).until(() -> port(ingresses("web-ing").get()) == 4000);
  }

  @Test
  void anEditOfOurFieldIsUndoneAndOthersFieldsStay() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    ingresses("web-ing")
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
                ingresses("web-ing")
                    .get()
                    .getSpec()
                    .getRules()
                    .get(0)
                    .getHost()
                    .equals("a.example"));
    assertThat(ingresses("web-ing").get().getMetadata().getAnnotations())
        .containsEntry("example.com/added", "by another");
  }

  @Test
  void aDeletedIngressComesBack() {
    create(service("web", Map.of(HOST, "a.example")));
    String first = awaitIngress("web-ing").getMetadata().getUid();
    ingresses("web-ing").delete();
    await()
        .atMost(SOON)
        .until(
            () -> {
              Ingress now = ingresses("web-ing").get();
              return now != null && !now.getMetadata().getUid().equals(first);
            });
  }

  @Test
  void removingTheAnnotationRemovesTheIngress() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    services("web")
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .removeFromAnnotations(HOST)
                    .endMetadata()
                    .build());
    await().atMost(SOON).until(() -> ingresses("web-ing").get() == null);
    assertThat(services("web").get()).isNotNull();
  }

  @Test
  void removingTheServiceRemovesTheIngress() {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    services("web").delete();
    await().atMost(SOON).until(() -> ingresses("web-ing").get() == null);
  }

  @Test
  void aServiceMadeAgainUnderItsNameGetsAnIngressOfItsOwn() {
    create(service("web", Map.of(HOST, "a.example")));
    String first = awaitIngress("web-ing").getMetadata().getUid();
    services("web").delete();
    String uid = create(service("web", Map.of(HOST, "b.example"))).getMetadata().getUid();
    await()
        .atMost(SOON)
        .until(
            () -> {
              Ingress now = ingresses("web-ing").get();
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
            .withNamespace(namespace)
            .addToLabels("app.kubernetes.io/managed-by", "another")
            .endMetadata()
            .withNewSpec()
            .addNewRule()
            .withHost("stranger.example")
            .endRule()
            .endSpec()
            .build();
    client.resource(strangers).create();
    JsonNode before = json("web-ing");
    String uid = create(service("web", Map.of(HOST, "a.example"))).getMetadata().getUid();
    assertThat(settled.await(s -> s.event().id().startsWith(uid), SOON))
        .hasValueSatisfying(
            s -> {
              assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
              assertThat(s.reason()).contains("Ingress " + namespace + "/web-ing", "left alone");
            });
    services("web").delete();
    assertThat(settled.await(s -> s.event().id().endsWith("+deleted"), SOON)).isPresent();
    assertThat(json("web-ing")).isEqualTo(before);
  }

  @Test
  void nothingIsWrittenWhereNothingWouldChange() throws InterruptedException {
    create(service("web", Map.of(HOST, "a.example")));
    awaitIngress("web-ing");
    JsonNode before = json("web-ing");
    services("web")
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .addToLabels("touched", "true")
                    .endMetadata()
                    .build());
    String id = id(services("web").get());
    assertThat(settled.await(s -> s.event().id().equals(id), SOON))
        .hasValueSatisfying(s -> assertThat(s.reason()).isEqualTo("nothing to change"));
    assertThat(json("web-ing")).isEqualTo(before);
  }

  @Test
  void whatChangedWhileStoppedIsPutRight() {
    create(service("goes", Map.of(HOST, "a.example")));
    create(service("changes", Map.of(HOST, "b.example")));
    create(service("drops", Map.of(HOST, "c.example")));
    List.of("goes-ing", "changes-ing", "drops-ing").forEach(this::awaitIngress);
    application.close();
    services("goes").delete();
    services("changes").edit(s -> withPort(s, 5000));
    services("drops")
        .edit(
            s -> new ServiceBuilder(s).editMetadata().withAnnotations(null).endMetadata().build());
    start();
    await().atMost(SOON).until(() -> ingresses("goes-ing").get() == null);
    await().atMost(SOON).until(() -> ingresses("drops-ing").get() == null);
    await().atMost(SOON).until(() -> port(ingresses("changes-ing").get()) == 5000);
  }

  @Test
  void aServiceWithoutTcpPortIsAMistakeThatSaysWhatToMend() throws InterruptedException {
    Service udp = service("dns", Map.of(HOST, "a.example"));
    udp.getSpec().getPorts().get(0).setProtocol("UDP");
    String id = id(create(udp));
    assertThat(settled.await(s -> s.event().id().equals(id), SOON))
        .hasValueSatisfying(
            s -> {
              assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
              assertThat(s.step()).isEqualTo("ingresses");
              assertThat(s.reason()).contains("Service dns has no TCP port");
            });
    assertThat(ingresses("dns-ing").get()).isNull();
  }

  private Service service(String name, Map<String, String> annotations) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", name)
        .addNewPort()
        .withPort(3000)
        .endPort()
        .endSpec()
        .build();
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
    return client.resource(service).create();
  }

  private Resource<Service> services(String name) {
    return client.services().inNamespace(namespace).withName(name);
  }

  private Resource<Ingress> ingresses(String name) {
    return client.network().v1().ingresses().inNamespace(namespace).withName(name);
  }

  private Ingress awaitIngress(String name) {
    return await().atMost(SOON).until(() -> ingresses(name).get(), i -> i != null);
  }

  private JsonNode json(String ingress) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources("networking.k8s.io/v1", "Ingress")
            .inNamespace(namespace)
            .withName(ingress)
            .get();
    return client.getKubernetesSerialization().convertValue(found, JsonNode.class);
  }
}
