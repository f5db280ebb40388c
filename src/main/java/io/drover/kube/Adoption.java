package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Locale;
import java.util.Map;

/** Which objects that a route did not make {@code kube:reconcile} may take over. */
public enum Adoption {
  /** None. */
  NEVER,
  /** Those that neither a controller nor a Drover claims. */
  UNOWNED,
  /** Of those, the ones whose author agrees by an annotation. */
  ANNOTATED;

  static final String ANNOTATION = "drover.io/adopt";

  /**
   * What a person has to do before an object can be taken over; null if it can be.
   *
   * @param live not made by the route
   * @param ours how the route's own objects are marked
   */
  String remedy(GenericKubernetesResource live, Ownership ours) {
    ObjectMeta metadata = live.getMetadata();
    String claim = claim(metadata, ours);
    if (claim != null) {
      return claim + ", so have the route use another name";
    }
    return switch (this) {
      case UNOWNED -> null;
      case ANNOTATED ->
          value(metadata.getAnnotations(), ANNOTATION).equals("true")
              ? null
              : "delete it, have the route use another name, or give it the annotation "
                  + ANNOTATION
                  + ": \"true\"";
      case NEVER ->
          "delete it, have the route use another name, or let kube:reconcile take it over"
              + " by the option adopt=unowned or adopt=annotated";
    };
  }

  /** Who says that the object is theirs, or null. */
  private static String claim(ObjectMeta metadata, Ownership ours) {
    for (OwnerReference reference : metadata.getOwnerReferences()) {
      if (Boolean.TRUE.equals(reference.getController())) {
        return reference.getKind() + " " + reference.getName() + " is its controller";
      }
    }
    Map<String, String> labels = metadata.getLabels();
    String route = value(metadata.getAnnotations(), Ownership.ROUTE);
    String instance = value(labels, Ownership.INSTANCE);
    boolean marked = !route.isEmpty() || !value(labels, Ownership.OWNER_UID).isEmpty();
    boolean byUs = route.equals(ours.route()) && instance.equals(ours.instance());
    if (!marked || byUs) { // of our own marks only the owner reference can be lacking
      return null;
    }
    return "the route " + route + " of the Drover instance " + instance + " says that it made it";
  }

  private static String value(Map<String, String> values, String key) {
    return values == null ? "" : values.getOrDefault(key, "");
  }

  /** As the option is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
