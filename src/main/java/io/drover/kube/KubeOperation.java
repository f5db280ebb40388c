package io.drover.kube;

import java.util.Locale;

/** What {@code kube:} does. */
public enum KubeOperation {
  /** Source: the objects of a kind, by their latest state. */
  WATCH,
  /** Action: the objects in the body exist for the watched one, and no others. */
  RECONCILE;

  static KubeOperation of(String name) {
    for (KubeOperation operation : values()) {
      if (operation.name().toLowerCase(Locale.ROOT).equals(name)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "kube:" + name + ": the operations are kube:watch and kube:reconcile");
  }
}
