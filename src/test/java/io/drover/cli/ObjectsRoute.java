package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.TestClusters.Cluster;
import io.drover.delivery.Settlement;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A route that makes of a Service the objects in its annotation, in a namespace of its own. */
final class ObjectsRoute implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ROUTE =
      """
      - route:
          id: objects
          from:
            uri: kamelet:kube-watch-source
            parameters:
              apiVersion: v1
              kind: Service
              namespace: "{{namespace}}"
              annotation: objects
              owns: v1/ConfigMap, networking.k8s.io/v1/Ingress, apps/v1/Deployment%s
              ownsNamespaces: "{{ownsNamespaces:}}"
              events: "{{events:all}}"
            steps:
              - transform:
                  id: desired
                  expression:
                    jq:
                      expression: >-
                        if .type == "DELETE" then []
                        else .body.metadata.annotations.objects // "[]" | fromjson end
              - to:
                  id: reconcile
                  uri: kamelet:kube-reconcile-sink
                  parameters:
                    policy: "{{policy:sync}}"
                    adopt: "{{adopt:never}}"
      """;

  private final Cluster cluster;
  private final KubernetesClient client;
  private final String namespace;
  private final Path folder;
  private final String moreKinds;
  private final Map<String, String> properties = new HashMap<>();
  private final Settled settled = new Settled();
  private Application application;

  /**
   * @param moreKinds that the route owns, each after a comma
   */
  ObjectsRoute(Cluster cluster, Path folder, String moreKinds) {
    this.cluster = cluster;
    this.client = cluster.newClient();
    this.namespace = cluster.newNamespace();
    this.folder = folder;
    this.moreKinds = moreKinds;
    property("namespace", namespace);
    property("drover.store", folder.resolve("store").toString());
  }

  ObjectsRoute property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  ObjectsRoute start() {
    try {
      Files.writeString(folder.resolve("objects.camel.yaml"), ROUTE.formatted(moreKinds));
      application = new Application(RouteFile.in(folder), cluster.newClient()).listener(settled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.forEach(application::property);
    application.start();
    return this;
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

  Resource<ConfigMap> configMaps(String name) {
    return client.configMaps().inNamespace(namespace).withName(name);
  }

  /** A ConfigMap as it stands in the annotation. */
  static String configMap(String name, String value) {
    return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"key":"%s"}}"""
        .formatted(name, value);
  }

  /** One that nobody's controller made. */
  ConfigMap strangers(String name, Map<String, String> annotations) {
    return client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withAnnotations(annotations)
                .endMetadata()
                .addToData("key", "theirs")
                .addToData("other", "theirs")
                .build())
        .create();
  }

  /** Has the Service want these objects, and waits for what becomes of that. */
  Settlement want(String service, String... objects) throws InterruptedException {
    return outcomeOf(service, Map.of("objects", "[" + String.join(",", objects) + "]"));
  }

  Settlement outcomeOf(String service, Map<String, String> annotations)
      throws InterruptedException {
    Service stored =
        client.resource(service(service, annotations)).createOr(existing -> existing.update());
    String id = stored.getMetadata().getUid() + "." + stored.getMetadata().getResourceVersion();
    Optional<Settlement> settlement = settled.await(s -> s.event().id().equals(id), SOON);
    assertThat(settlement).as("an outcome of %s", service).isPresent();
    return settlement.get();
  }

  Service service(String name, Map<String, String> annotations) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    if (application != null) {
      application.close();
    }
    client.close();
    cluster.close();
  }
}
