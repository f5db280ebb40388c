package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which objects {@code kube:watch} gives a route, and when, on a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WatchIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SERVICES = "apiVersion: v1";

  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private String namespace;
  private WatchRoute route;

  WatchIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    this.client = kubernetes.newClient();
  }

  @BeforeEach
  void makeNamespace() {
    namespace = KubernetesApi.newNamespace(client);
  }

  @AfterEach
  void stop() {
    if (route != null) {
      route.close();
    }
    client.close();
  }

  private void start(String... options) {
    route = new WatchRoute(kubernetes.newClient(), namespace, options);
  }

  private void watchServices(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = SERVICES;
    all[1] = "kind: Service";
    System.arraycopy(options, 0, all, 2, options.length);
    start(all);
  }

  /** Makes one, and gives it as it is on the API server at any time. */
  private Resource<Service> service(String in, String name, Map<String, String> labels) {
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(in)
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build();
    client.resource(service).create();
    return client.services().inNamespace(in).withName(name);
  }

  private void label(Resource<Service> service, String key, String value) {
    service.edit(
        s -> {
          s.getMetadata().getLabels().put(key, value);
          return s;
        });
  }

  @Test
  void ofSeveralNamespacesAndNoOthers() {
    String other = KubernetesApi.newNamespace(client);
    String third = KubernetesApi.newNamespace(client);
    watchServices("namespace: " + namespace + ", " + other);
    service(third, "none", Map.of());
    service(namespace, "one", Map.of());
    Resource<Service> two = service(other, "two", Map.of());
    await().atMost(SOON).until(() -> made(namespace, "one") && made(other, "two"));
    two.delete();
    await().atMost(SOON).until(() -> !made(other, "two"));
    assertThat(made(third, "none")).isFalse();
  }

  private boolean made(String in, String name) {
    return client.configMaps().inNamespace(in).withName(name + "-made").get() != null;
  }

  @Test
  void ofNamespacesWithLabelsAsTheyComeAndGo() {
    watchServices("namespaceSelector: drover.test=" + namespace);
    service(namespace, "web", Map.of());
    service(namespace, "db", Map.of());
    labelNamespace(namespace);
    route.awaitMade(client, "web", "db");
    labelNamespace("another");
    route.awaitMade(client);
    labelNamespace(namespace);
    route.awaitMade(client, "web", "db");
  }

  private void labelNamespace(String value) {
    client
        .namespaces()
        .withName(namespace)
        .edit(
            n -> {
              n.getMetadata().getLabels().put("drover.test", value);
              return n;
            });
  }

  @Test
  void whatLosesItsLabelsIsNoOwnerAnyMore() {
    watchServices("namespace: " + namespace, "labelSelector: 'app in (web, db),!off'");
    Resource<Service> running = service(namespace, "running", Map.of("app", "web"));
    Resource<Service> stopped = service(namespace, "stopped", Map.of("app", "db"));
    service(namespace, "other", Map.of("app", "other"));
    route.awaitMade(client, "running", "stopped");
    label(running, "off", "true");
    route.awaitMade(client, "stopped");
    assertThat(route.settled().all())
        .filteredOn(s -> s.event().subject().endsWith("/running"))
        .last()
        .satisfies(s -> assertThat(s.event().type()).isEqualTo("UPDATE"));

    route.close();
    label(stopped, "off", "true");
    label(running, "app", "db");
    running.edit(
        s -> {
          s.getMetadata().getLabels().remove("off");
          return s;
        });
    watchServices("namespace: " + namespace, "labelSelector: 'app in (web, db),!off'");
    route.awaitMade(client, "running");
  }

  @Test
  void ofWhichAConditionIsTrue() {
    watchServices("namespace: " + namespace, "condition: .spec.ports[0].port < 100");
    Resource<Service> web = service(namespace, "web", Map.of());
    route.awaitMade(client, "web");
    web.edit(
        s ->
            new ServiceBuilder(s).editSpec().editPort(0).withPort(443).endPort().endSpec().build());
    route.awaitMade(client);
  }

  @Test
  void aConditionThatFailsOnAnObjectIsDeadAndSaidOnIt() throws InterruptedException {
    watchServices("namespace: " + namespace, "condition: .metadata.labels.size | tonumber > 1");
    Resource<Service> web = service(namespace, "web", Map.of("size", "large"));
    assertThat(route.settled().await(s -> s.outcome() == Outcome.DEAD, SOON))
        .hasValueSatisfying(
            s -> assertThat(s.reason()).startsWith("condition: .metadata.labels.size | tonumber"));
    await()
        .atMost(SOON)
        .until(
            () -> client.events().v1().events().inNamespace(namespace).list().getItems(),
            e -> !e.isEmpty());
    label(web, "size", "2");
    route.awaitMade(client, "web");
  }

  @Test
  void whatTheRouteCannotSeeDoesNotRunIt() throws InterruptedException {
    watchServices("namespace: " + namespace, "ignoreStatus: true");
    Resource<Service> web = service(namespace, "web", Map.of("app", "web"));
    route.awaitMade(client, "web");
    int before = route.settled().all().size();
    web.editStatus(
        s ->
            new ServiceBuilder(s)
                .editStatus()
                .addNewCondition()
                .withType("Seen")
                .withStatus("True")
                .withReason("Test")
                .withMessage("")
                .withLastTransitionTime("2026-01-01T00:00:00Z")
                .endCondition()
                .endStatus()
                .build());
    Service last = web.get();
    assertThat(last.getStatus().getConditions()).hasSize(1);
    service(namespace, "later", Map.of()); // told after it
    route.awaitMade(client, "web", "later");
    assertThat(route.settled().all().subList(before, route.settled().all().size()))
        .allSatisfy(s -> assertThat(s.event().subject()).endsWith("/later"));
  }

  @Test
  void allIsGoneOverFromTimeToTime() {
    watchServices("namespace: " + namespace, "resyncSeconds: 1");
    service(namespace, "web", Map.of());
    await()
        .atMost(SOON)
        .until(
            () ->
                route.settled().all().stream()
                        .filter(s -> s.reason().startsWith("nothing to change"))
                        .count()
                    > 2);
  }

  @Test
  void aKindThatComesLaterIsWatchedFromThenOn() throws Exception {
    start("apiVersion: example.com/v1", "kind: Mouse", "namespace: " + namespace);
    await()
        .atMost(SOON)
        .until(
            () -> route.troubles(),
            t -> t.contains("the API server has no kind Mouse in example.com/v1"));
    client.load(getClass().getResourceAsStream("/kube/mice.yaml")).serverSideApply();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              client.resource(mouse()).serverSideApply();
              return true;
            });
    route.awaitMade(client, "jerry");
    assertThat(route.troubles()).isEqualTo("[]");
  }

  private GenericKubernetesResource mouse() {
    GenericKubernetesResource mouse = new GenericKubernetesResource();
    mouse.setApiVersion("example.com/v1");
    mouse.setKind("Mouse");
    mouse.setMetadata(new ObjectMetaBuilder().withName("jerry").withNamespace(namespace).build());
    return mouse;
  }

  @Test
  void aRightThatItLacksIsNamedAndWaitedFor() {
    Account account = Account.of(client, namespace);
    account.grant("services", "list");
    account.grant("configmaps", "get", "list", "watch", "create", "patch", "delete");
    account.grant("events", "create");
    service(namespace, "web", Map.of());
    route =
        new WatchRoute(
            Drover.kubernetesClient(kubernetes.config(account.token())),
            namespace,
            SERVICES,
            "kind: Service",
            "namespace: " + namespace);
    await()
        .atMost(SOON)
        .until(
            () -> route.troubles(),
            t ->
                t.contains(
                    "our account may not watch services in namespace "
                        + namespace
                        + ": grant it that right"));
    account.grant("services", "list", "watch");
    route.awaitMade(client, "web");
    assertThat(route.troubles()).isEqualTo("[]");
  }
}
