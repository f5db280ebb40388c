package io.drover.kube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;

/**
 * How a child shows whose it is: a controller ownerReference, by which the cluster's garbage
 * collector removes it with its owner, and labels, by which Drover finds it.
 *
 * @param instance tells the children of several Drovers in a cluster apart
 * @param route whose children they are
 */
record Ownership(String instance, String route) {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String INSTANCE = "app.kubernetes.io/instance";
  static final String OWNER_UID = "drover.io/owner-uid";
  static final String ROUTE = "drover.io/route";
  static final String OWNER = "drover.io/owner";
  static final String DROVER = "drover";

  /** The labels that all children have. */
  Map<String, String> selector() {
    return Map.of(MANAGED_BY, DROVER, INSTANCE, instance);
  }

  /** Marks a desired object as a child of an owner. */
  void mark(ObjectNode child, GenericKubernetesResource owner) {
    ObjectNode metadata = (ObjectNode) child.get("metadata");
    ObjectNode labels = metadata.withObjectProperty("labels");
    labels.put(MANAGED_BY, DROVER).put(INSTANCE, instance);
    labels.put(OWNER_UID, owner.getMetadata().getUid());
    ObjectNode annotations = metadata.withObjectProperty("annotations");
    annotations.put(ROUTE, route);
    annotations.put(OWNER, name(owner));
    ArrayNode references = metadata.putArray("ownerReferences");
    references
        .addObject()
        .put("apiVersion", owner.getApiVersion())
        .put("kind", owner.getKind())
        .put("name", owner.getMetadata().getName())
        .put("uid", owner.getMetadata().getUid())
        .put("controller", true);
  }

  /** Whether the object is a child that this route made, of whatever owner. */
  boolean made(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    Map<String, String> labels = metadata.getLabels();
    String uid = ownerUid(object);
    return labels != null
        && uid != null
        && labels.entrySet().containsAll(selector().entrySet())
        && metadata.getAnnotations() != null
        && route.equals(metadata.getAnnotations().get(ROUTE))
        && metadata.getOwnerReferences().stream().anyMatch(r -> isController(r, uid));
  }

  private static boolean isController(OwnerReference reference, String uid) {
    return Boolean.TRUE.equals(reference.getController()) && uid.equals(reference.getUid());
  }

  /** The uid of the owner that the child's label names, or null. */
  static String ownerUid(HasMetadata child) {
    Map<String, String> labels = child.getMetadata().getLabels();
    return labels == null ? null : labels.get(OWNER_UID);
  }

  /** {@code NAMESPACE/NAME}, or the name of a cluster-scoped object. */
  static String name(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    return metadata.getNamespace() == null
        ? metadata.getName()
        : metadata.getNamespace() + "/" + metadata.getName();
  }
}
