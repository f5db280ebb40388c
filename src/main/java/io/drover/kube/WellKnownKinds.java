package io.drover.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespaced;

/**
 * Knows the kinds of Kubernetes itself with nobody to ask. Of any other it takes an object's word
 * for whether they are in namespaces.
 */
final class WellKnownKinds implements KindFinder {
  @Override
  public ResourceKind find(KindName name) {
    return find(name, true);
  }

  @Override
  public ResourceKind find(KindName name, boolean inNamespace) {
    Class<? extends KubernetesResource> known =
        WatchRehearsal.JSON.getRegisteredKubernetesResource(name.apiVersion(), name.kind());
    boolean isKnown = known != null && HasMetadata.class.isAssignableFrom(known);
    ResourceKind usual = KindFinder.usual(name);
    boolean namespaced = isKnown ? Namespaced.class.isAssignableFrom(known) : inNamespace;
    return new ResourceKind(
        usual.group(), usual.version(), usual.kind(), usual.plural(), namespaced);
  }
}
