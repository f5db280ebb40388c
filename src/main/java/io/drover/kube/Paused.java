package io.drover.kube;

import java.util.Map;

/** Tells whether the author of a watched object has put Drover's work for it on hold. */
final class Paused {
  static final String ANNOTATION = "drover.io/paused";

  private Paused() {}

  /**
   * Why the route is not to run now, or null if it may. An object that is gone cannot be on hold.
   */
  static String reason(Owners.Change change) {
    Map<String, String> annotations = change.body().getMetadata().getAnnotations();
    boolean held = annotations != null && "true".equals(annotations.get(ANNOTATION));
    return held && !change.type().equals("DELETE")
        ? "paused by the annotation " + ANNOTATION + " of " + Ownership.name(change.body())
        : null;
  }
}
