package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.TestClusters.Cluster;
import io.drover.delivery.Settlement;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The route service-ingress at work in a namespace of its own. */
final class IngressRoute implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final String namespace;
  private final Settled settled = new Settled();
  private Application application;

  IngressRoute(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.newClient();
    this.namespace = cluster.newNamespace();
    start();
  }

  void start() {
    application =
        new Application(List.of(RouteFile.bundled("service-ingress")), cluster.newClient())
            .property("drover.service-ingress.namespace", namespace)
            .listener(settled);
    application.start();
  }

  void stop() {
    application.close();
  }

  Settled settled() {
    return settled;
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  Resource<Service> services(String name) {
    return client.services().inNamespace(namespace).withName(name);
  }

  Resource<Ingress> ingresses(String name) {
    return client.network().v1().ingresses().inNamespace(namespace).withName(name);
  }

  /** A Service in the namespace with one TCP port, not yet created. */
  Service service(String name, int port, Map<String, String> annotations) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", name)
        .addNewPort()
        .withPort(port)
        .endPort()
        .endSpec()
        .build();
  }

  /** Creates or replaces a Service and waits for what becomes of that state of it. */
  Settlement outcomeOf(Service service) throws InterruptedException {
    Service stored = client.resource(service).inNamespace(namespace).createOr(r -> r.update());
    String id = stored.getMetadata().getUid() + "." + stored.getMetadata().getResourceVersion();
    Optional<Settlement> settlement = settled.await(s -> s.event().id().equals(id), SOON);
    assertThat(settlement).as("an outcome of %s", service.getMetadata().getName()).isPresent();
    return settlement.get();
  }

  @Override
  public void close() {
    application.close();
    client.close();
    cluster.close();
  }
}
