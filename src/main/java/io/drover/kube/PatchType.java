package io.drover.kube;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;

/**
 * How the body of {@code kube:patch} is read: <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply">kinds of
 * patches</a>.
 */
public enum PatchType {
  /** RFC 7386: the members of an object, null for one that goes; an array as a whole. */
  MERGE(io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
  /** RFC 6902: a list of operations. */
  JSON(io.fabric8.kubernetes.client.dsl.base.PatchType.JSON),
  /** As merge, but arrays are merged by the keys of their kind; not for custom resources. */
  STRATEGIC(io.fabric8.kubernetes.client.dsl.base.PatchType.STRATEGIC_MERGE);

  private final io.fabric8.kubernetes.client.dsl.base.PatchType sent;

  PatchType(io.fabric8.kubernetes.client.dsl.base.PatchType sent) {
    this.sent = sent;
  }

  PatchContext context() {
    return PatchContext.of(sent);
  }
}
