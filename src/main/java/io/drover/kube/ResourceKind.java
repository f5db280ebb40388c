package io.drover.kube;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * A kind as the API server serves it.
 *
 * @param group empty for the core group
 * @param plural the name in paths
 */
record ResourceKind(String group, String version, String kind, String plural, boolean namespaced) {

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  /** The path of an object; the namespace is left out of that of a cluster-scoped one. */
  String path(String namespace, String name) {
    return path(namespace) + "/" + name;
  }

  /** The path of all objects; the namespace is left out if the kind is cluster-scoped. */
  String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return root + (namespaced ? "/namespaces/" + namespace : "") + "/" + plural;
  }

  /** As routes write it. */
  KindName name() {
    return new KindName(apiVersion(), kind);
  }

  @Override
  public String toString() {
    return name().toString();
  }
}
