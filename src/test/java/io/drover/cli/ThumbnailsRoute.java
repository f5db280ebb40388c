package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.bucket.BucketComponent;
import io.drover.cli.TestClusters.Cluster;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;

/** The route thumbnails at work, its Workflows in a namespace of their own. */
final class ThumbnailsRoute implements AutoCloseable {
  private final Cluster cluster;
  private final KubernetesClient client;
  private final String namespace;
  private Application application;
  private WebhookSender sender;

  /**
   * @param store where dead letters go
   */
  ThumbnailsRoute(Cluster cluster, Path store) {
    this.cluster = cluster;
    client = cluster.newClient();
    namespace = cluster.newNamespace();
    start(store);
  }

  private void start(Path store) {
    application =
        new Application(List.of(RouteFile.bundled("thumbnails")), cluster.newClient())
            .property("drover.store", store.toString())
            .property("drover.thumbnails.namespace", namespace)
            .property("camel.kamelet.webhook-bucket-source.port", "0");
    CamelContext context = application.start();
    URI address = context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
    sender = new WebhookSender(address, null);
  }

  /** Ends the application and starts it again. */
  void restart(Path store) {
    application.close();
    start(store);
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  WebhookSender sender() {
    return sender;
  }

  NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources() {
    return client
        .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
        .inNamespace(namespace);
  }

  List<JsonNode> workflows() {
    return resources().list().getItems().stream()
        .map(w -> client.getKubernetesSerialization().convertValue(w, JsonNode.class))
        .toList();
  }

  @Override
  public void close() {
    application.close();
    client.close();
    cluster.close();
  }
}
