package io.drover.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;

/** Writes objects to the demo's API as its user would with kubectl. */
record KubeObjects(KubernetesClient client) {
  private static final String FIELD_MANAGER = "demo";

  /** Creates or changes an object, by server-side apply. */
  HasMetadata apply(GenericKubernetesResource object) {
    return client
        .resource(object)
        .inNamespace(Manifests.namespace(object))
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }

  void delete(HasMetadata object) {
    NamespaceableResource<HasMetadata> resource = client.resource(object);
    String namespace = object.getMetadata().getNamespace();
    if (namespace == null) {
      resource.delete();
    } else {
      resource.inNamespace(namespace).delete();
    }
  }

  /** {@code KIND NAMESPACE/NAME}. */
  static String name(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }
}
