package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The objects that should exist for an owner, as a route gives them.
 *
 * @param owned the kinds that the route may make
 */
record DesiredObjects(KindFinder kinds, Collection<ResourceKind> owned, Ownership ownership) {
  /**
   * An object as it is to be applied.
   *
   * @param name {@code NAMESPACE/NAME}
   */
  record Desired(ResourceKind kind, String name, ObjectNode object) {
    @Override
    public String toString() {
      return kind.kind() + " " + name;
    }
  }

  /**
   * The objects of a message body.
   *
   * @throws PermanentException if it is neither an object nor a list of them
   */
  static List<ObjectNode> of(JsonNode body) {
    List<ObjectNode> objects = new ArrayList<>();
    if (body instanceof ObjectNode object) {
      objects.add(object.deepCopy());
      return objects;
    }
    if (!(body instanceof ArrayNode)) {
      throw new PermanentException(
          "kube:reconcile takes a list of Kubernetes objects; the body is "
              + (body == null ? "empty" : "of type " + body.getNodeType()));
    }
    for (JsonNode item : body) {
      if (!(item instanceof ObjectNode object)) {
        throw new PermanentException(
            "kube:reconcile takes a list of Kubernetes objects; one of it is of type "
                + item.getNodeType());
      }
      objects.add(object.deepCopy());
    }
    return objects;
  }

  /**
   * The objects, marked as children of their owner.
   *
   * @throws PermanentException if one cannot be a child of it
   */
  List<Desired> check(WatchedOwner watched, List<ObjectNode> desired) {
    GenericKubernetesResource owner = watched.owner();
    if (!watched.exists() && !desired.isEmpty()) {
      throw new PermanentException(
          Ownership.name(owner)
              + " is gone, so nothing can exist for it: for type DELETE the list"
              + " must be empty");
    }
    Set<String> names = new HashSet<>();
    List<Desired> checked = new ArrayList<>();
    for (ObjectNode object : desired) {
      Desired child = check(object, owner);
      if (!names.add(child.toString())) {
        throw new PermanentException("the list holds " + child + " twice");
      }
      checked.add(child);
    }
    return checked;
  }

  private Desired check(ObjectNode object, GenericKubernetesResource owner) {
    String apiVersion = object.path("apiVersion").asText();
    String kindName = object.path("kind").asText();
    String name = object.at("/metadata/name").asText();
    if (apiVersion.isEmpty() || kindName.isEmpty() || name.isEmpty()) {
      throw new PermanentException(
          "an object for "
              + Ownership.name(owner)
              + " lacks apiVersion, kind or metadata.name: "
              + object.path("kind"));
    }
    ResourceKind kind = kinds.find(new KindName(apiVersion, kindName));
    if (!owned.contains(kind)) {
      throw new PermanentException(
          "the route makes a "
              + kindName
              + " that it does not watch: add "
              + kind
              + " to the option owns of kube:watch");
    }
    ObjectNode metadata = (ObjectNode) object.get("metadata");
    String ownerNamespace = owner.getMetadata().getNamespace();
    if (ownerNamespace == null) {
      throw new PermanentException(
          owner.getKind()
              + " "
              + Ownership.name(owner)
              + " is in no namespace, and Drover makes children in their owner's only");
    }
    String namespace = metadata.path("namespace").asText(ownerNamespace);
    if (!kind.namespaced() || !namespace.equals(ownerNamespace)) {
      throw new PermanentException(
          kindName
              + " "
              + name
              + " must be in the namespace of "
              + Ownership.name(owner)
              + ": Kubernetes knows no owner in another one");
    }
    metadata.put("namespace", namespace);
    ownership.mark(object, owner);
    return new Desired(kind, namespace + "/" + name, object);
  }
}
