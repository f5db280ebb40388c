package io.drover.kube;

import io.drover.delivery.ForbiddenRequest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;

/**
 * What is listed and watched by one request each.
 *
 * @param namespace null for all
 * @param labels selects on the API server, so that the others take no memory here
 */
record WatchedResources(ResourceKind kind, String namespace, String labels) {

  /** Those of a kind in some namespaces, all if there are none in the list. */
  static List<WatchedResources> of(ResourceKind kind, List<String> namespaces, String labels) {
    return namespaces.isEmpty() || !kind.namespaced()
        ? List.of(new WatchedResources(kind, null, labels))
        : namespaces.stream().map(name -> new WatchedResources(kind, name, labels)).toList();
  }

  /** In a cluster, to be listed or watched. */
  FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(KubernetesClient client) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(kind.context());
    FilterWatchListDeletable<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        there = namespace == null ? all.inAnyNamespace() : all.inNamespace(namespace);
    return labels.isEmpty() ? there : there.withLabelSelector(labels);
  }

  /** The rights without which it cannot be watched. */
  ForbiddenRequest rights() {
    return new ForbiddenRequest(List.of("list", "watch"), kind.group(), kind.plural(), namespace);
  }

  @Override
  public String toString() {
    return kind + (namespace == null ? "" : " in namespace " + namespace);
  }
}
