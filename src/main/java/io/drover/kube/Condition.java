package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** What a watched object must be like. */
@FunctionalInterface
interface Condition {
  /**
   * Why an object is not taken; null if it is.
   *
   * @throws UndecidedException if that cannot be said
   */
  String refusal(GenericKubernetesResource object);
}
