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
  private final Map<KindName, ResourceKind> found = new ConcurrentHashMap<>();

  ResourceKinds(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Asks the API server.
   *
   * @throws TransientException if the API server has no such kind, which a definition may bring
   */
  @Override
  public ResourceKind find(KindName name) {
    return found.computeIfAbsent(name, this::discover);
  }

  private ResourceKind discover(KindName name) {
    APIResourceList resources = client.getApiResources(name.apiVersion());
    if (resources != null) {
      for (APIResource resource : resources.getResources()) {
        if (resource.getKind().equals(name.kind()) && !resource.getName().contains("/")) {
          return new ResourceKind(
              name.group(),
              name.version(),
              name.kind(),
              resource.getName(),
              resource.getNamespaced());
        }
      }
    }
    throw new TransientException(
        "the API server has no kind "
            + name.kind()
            + " in "
            + name.apiVersion()
            + ": check the spelling, or install its CustomResourceDefinition");
  }
}
