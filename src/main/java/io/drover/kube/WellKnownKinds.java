package io.drover.kube;

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
    ResourceKind usual = KindFinder.usual(name);
    boolean namespaced = KindFinder.isNamespaced(name) || (usual.namespaced() && inNamespace);
    return new ResourceKind(
        usual.group(), usual.version(), usual.kind(), usual.plural(), namespaced);
  }
}
