package io.drover.kube;

import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** Whether a watch takes an object cannot be said, as a condition of it fails on that object. */
final class UndecidedException extends PermanentException {
  private static final long serialVersionUID = 1L;

  private final transient GenericKubernetesResource object;

  UndecidedException(GenericKubernetesResource object, String message) {
    super(message);
    this.object = object;
  }

  GenericKubernetesResource object() {
    return object;
  }
}
