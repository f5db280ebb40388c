package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteResources;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example service-operation on a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ServiceOperationIT {
  private static final Path EXAMPLES = Path.of("examples");
  private static final String HOST = "autodeploy-ingress-host";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final KubernetesClient client;
  private final KubernetesApi kubernetes;
  private final String namespace;
  private final Settled settled = new Settled();
  private Application application;

  ServiceOperationIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    this.client = kubernetes.newClient();
    this.namespace = KubernetesApi.newNamespace(client);
  }

  @BeforeEach
  void start() throws IOException {
    List<RouteFile> route =
        RouteFile.in(EXAMPLES).stream()
            .filter(file -> file.name().endsWith("service-operation.camel.yaml"))
            .toList();
    application =
        new Application(route, kubernetes.newClient())
            .property(RouteResources.FOLDER_PROPERTY, EXAMPLES.toString())
            .property("drover.service-operation.namespace", namespace)
            .listener(settled);
    application.start();
  }

  @AfterEach
  void stop() {
    application.close();
    client.close();
  }

  @Test
  void anIngressIsAppliedAndDeletedByTheTypeOfTheEvent() throws InterruptedException {
    expect(put(Map.of(HOST, "a.example")), "applied Ingress " + namespace + "/web-ing");
    assertThat(host()).isEqualTo("a.example");
    expect(put(Map.of(HOST, "b.example")), "applied Ingress");
    assertThat(host()).isEqualTo("b.example");
    expect(put(Map.of()), "deleted Ingress " + namespace + "/web-ing");
    assertThat(ingress()).isNull();
    expect(put(Map.of(HOST, "c.example")), "applied Ingress");
    assertThat(host()).isEqualTo("c.example");

    client.services().inNamespace(namespace).withName("web").delete();
    Settlement last = settled.await(s -> s.event().type().equals("DELETE"), SOON).orElseThrow();
    expect(last, "deleted Ingress");
    assertThat(ingress()).isNull();
  }

  private static void expect(Settlement settlement, String reason) {
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(Outcome.DONE);
    assertThat(settlement.reason()).contains(reason);
  }

  /** Creates or replaces the Service; what became of that. */
  private Settlement put(Map<String, String> annotations) throws InterruptedException {
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("web")
            .withNamespace(namespace)
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build();
    Service stored = client.resource(service).createOr(r -> r.update());
    String id = stored.getMetadata().getUid() + "." + stored.getMetadata().getResourceVersion();
    return settled.await(s -> s.event().id().equals(id), SOON).orElseThrow();
  }

  private Ingress ingress() {
    return client.network().v1().ingresses().inNamespace(namespace).withName("web-ing").get();
  }

  private String host() {
    return ingress().getSpec().getRules().get(0).getHost();
  }
}
