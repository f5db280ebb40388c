package io.drover.kube;

import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds kinds by the API server's discovery; remembers those found. Thread-safe. */
final class ResourceKinds implements KindFinder {
  private final KubernetesClient client;
  private final Map<String, ResourceKind> found = new ConcurrentHashMap<>();

  ResourceKinds(KubernetesClient client) {
    this.client = client;
  }

  /** The kind written as {@code GROUP/VERSION/KIND}, or {@code VERSION/KIND} for the core group. */
  ResourceKind find(String reference) {
    int slash = reference.lastIndexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "'" + reference + "' is no kind: write it as networking.k8s.io/v1/Ingress or v1/Service");
    }
    return find(reference.substring(0, slash), reference.substring(slash + 1));
  }

  /**
   * Asks the API server.
   *
   * @throws TransientException if the API server has no such kind, which a definition may bring
   */
  @Override
  public ResourceKind find(String apiVersion, String kind) {
    return found.computeIfAbsent(apiVersion + "/" + kind, key -> discover(apiVersion, kind));
  }

  private ResourceKind discover(String apiVersion, String kind) {
    APIResourceList resources = client.getApiResources(apiVersion);
    if (resources != null) {
      for (APIResource resource : resources.getResources()) {
        if (resource.getKind().equals(kind) && !resource.getName().contains("/")) {
          int slash = apiVersion.indexOf('/');
          return new ResourceKind(
              slash < 0 ? "" : apiVersion.substring(0, slash),
              apiVersion.substring(slash + 1),
              kind,
              resource.getName(),
              resource.getNamespaced());
        }
      }
    }
    throw new TransientException(
        "the API server has no kind "
            + kind
            + " in "
            + apiVersion
            + ": check the spelling, or install its CustomResourceDefinition");
  }
}
