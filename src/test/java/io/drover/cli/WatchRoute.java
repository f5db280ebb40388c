package io.drover.cli;

import static org.awaitility.Awaitility.await;

import io.drover.delivery.HealthDetail;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** A route with a watch of its own, which keeps a ConfigMap for each object that it selects. */
final class WatchRoute implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Settled settled = new Settled();
  private final String namespace;
  private final Application application;
  private final CamelContext context;

  /**
   * @param client of the account that the route has, closed with it
   * @param namespace where to look for ConfigMaps
   * @param options of {@code kube:watch}, a line of YAML each
   */
  WatchRoute(KubernetesClient client, String namespace, String... options) {
    this.namespace = namespace;
    String text =
        """
        - route:
            id: watched
            from:
              uri: kube:watch
              parameters:
                owns: v1/ConfigMap
                OPTIONS
              steps:
                - transform:
                    id: desired
                    expression:
                      jq:
                        expression: >-
                          if .selected then [{apiVersion: "v1", kind: "ConfigMap",
                          metadata: {name: "\\(.body.metadata.name)-made"}, data: {type: .type}}] else [] end
                - to:
                    id: reconcile
                    uri: kube:reconcile
        """
            .replace("OPTIONS", String.join("\n        ", options));
    application =
        new Application(List.of(new RouteFile("watched.camel.yaml", text)), client)
            .property("drover.instance", namespace)
            .listener(settled);
    context = application.start();
  }

  /** What its health says is in its way. */
  String troubles() {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("watch:watched"))
        .map(detail -> detail.data().getOrDefault("troubles", List.of()).toString())
        .findFirst()
        .orElseThrow();
  }

  Settled settled() {
    return settled;
  }

  /** Waits until exactly these objects have their ConfigMap. */
  void awaitMade(KubernetesClient reader, String... names) {
    await().atMost(SOON).until(() -> made(reader), Set.of(names)::equals);
  }

  private Set<String> made(KubernetesClient reader) {
    return reader.configMaps().inNamespace(namespace).list().getItems().stream()
        .map(map -> map.getMetadata().getName())
        .filter(name -> name.endsWith("-made"))
        .map(name -> name.substring(0, name.length() - "-made".length()))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    application.close();
  }
}
