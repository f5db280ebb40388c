package io.drover.kube;

import java.util.Locale;

/** How far {@code kube:reconcile} goes with the objects that it made. */
public enum ReconcilePolicy {
  /** They are made, changed and removed. */
  SYNC,
  /** They are made and changed, and never removed. */
  UPSERT_ONLY,
  /** They are made, and then left as they are. */
  CREATE_ONLY;

  boolean updates() {
    return this != CREATE_ONLY;
  }

  boolean removes() {
    return this == SYNC;
  }

  /** As the option is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
