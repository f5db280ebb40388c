package io.drover.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** The objects that routes made, kept up to date by watching. Thread-safe. */
final class MadeObjects implements AutoCloseable {
  private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

  /** Begins to watch. */
  MadeObjects(KubernetesClient client) {
    informers =
        Manifests.MADE_KINDS.entrySet().stream()
            .map(
                kind ->
                    client
                        .genericKubernetesResources(kind.getValue(), kind.getKey())
                        .inAnyNamespace()
                        .inform())
            .toList();
  }

  List<HasMetadata> now() {
    return informers.stream()
        .flatMap(informer -> informer.getStore().list().stream())
        .filter(Manifests::isMade)
        .map(HasMetadata.class::cast)
        .toList();
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }
}
