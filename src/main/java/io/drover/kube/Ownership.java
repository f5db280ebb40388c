package io.drover.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;

/**
 * How a child shows whose it is: labels, by which Drover finds it, and a controller ownerReference,
 * by which the cluster's garbage collector removes it with its owner, where there can be one.
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
  static final String OWNER_KIND = "drover.io/owner-kind";
  static final String CHILD = "drover.io/child";
  static final String DROVER = "drover";

  /** The labels that all children have. */
  Map<String, String> selector() {
    return Map.of(MANAGED_BY, DROVER, INSTANCE, instance);
  }

  /**
   * Marks a desired object as a child of an owner: with a reference if Kubernetes knows an owner
   * there, which is in the same namespace or in none; otherwise so that it says itself what it is.
   */
  void mark(ObjectNode child, GenericKubernetesResource owner) {
    ObjectNode metadata = (ObjectNode) child.get("metadata");
    ObjectNode labels = metadata.withObjectProperty("labels");
    labels.put(MANAGED_BY, DROVER).put(INSTANCE, instance);
    labels.put(OWNER_UID, owner.getMetadata().getUid());
    ObjectNode annotations = metadata.withObjectProperty("annotations");
    annotations.put(ROUTE, route);
    annotations.put(OWNER, name(owner));
    metadata.remove("ownerReferences");
    String ofOwner = owner.getMetadata().getNamespace();
    String namespace = metadata.path("namespace").asText(null);
    if (ofOwner == null || ofOwner.equals(namespace)) {
      refer(metadata, owner);
    } else {
      annotations.put(OWNER_KIND, owner.getApiVersion() + "/" + owner.getKind());
      annotations.put(CHILD, name(namespace, metadata.path("name").asText()));
    }
  }

  private static void refer(ObjectNode metadata, GenericKubernetesResource owner) {
    metadata
        .putArray("ownerReferences")
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
        && isOf(object, uid);
  }

  /** A copy under another name, which has all marks too, is nobody's. */
  private static boolean isOf(HasMetadata object, String uid) {
    List<OwnerReference> controllers =
        object.getMetadata().getOwnerReferences().stream()
            .filter(reference -> Boolean.TRUE.equals(reference.getController()))
            .toList();
    return controllers.isEmpty()
        ? name(object).equals(object.getMetadata().getAnnotations().get(CHILD))
        : controllers.stream().anyMatch(reference -> uid.equals(reference.getUid()));
  }

  /**
   * All that a child says of its owner, or null if that is nothing.
   *
   * @param uid the owner's
   */
  static GenericKubernetesResource formerOwner(String uid, HasMetadata child) {
    Map<String, String> annotations = child.getMetadata().getAnnotations();
    String name = annotations == null ? null : annotations.get(OWNER);
    if (name == null) {
      return null;
    }
    int slash = name.indexOf('/');
    String kind = annotations.getOrDefault(OWNER_KIND, kindOfReference(uid, child));
    int end = kind.lastIndexOf('/');
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(kind.substring(0, Math.max(end, 0)))
        .withKind(kind.substring(end + 1))
        .withNewMetadata()
        .withName(name.substring(slash + 1))
        .withNamespace(slash < 0 ? null : name.substring(0, slash))
        .withUid(uid)
        .withResourceVersion("0")
        .endMetadata()
        .build();
  }

  private static String kindOfReference(String uid, HasMetadata child) {
    return child.getMetadata().getOwnerReferences().stream()
        .filter(reference -> uid.equals(reference.getUid()))
        .map(reference -> reference.getApiVersion() + "/" + reference.getKind())
        .findFirst()
        .orElse("");
  }

  /** The uid of the owner that the child's label names, or null. */
  static String ownerUid(HasMetadata child) {
    Map<String, String> labels = child.getMetadata().getLabels();
    return labels == null ? null : labels.get(OWNER_UID);
  }

  /** {@code NAMESPACE/NAME}, or the name of a cluster-scoped object. */
  static String name(HasMetadata object) {
    return name(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  private static String name(String namespace, String name) {
    return namespace == null ? name : namespace + "/" + name;
  }
}
