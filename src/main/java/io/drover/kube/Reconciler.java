package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the children of an owner be what is desired. Writes nothing where nothing would change, and
 * never to an object that the route did not make. Thread-safe for different owners.
 */
final class Reconciler {
  /** What was done, and the desired objects as the API server has them. */
  record Result(List<String> changes, List<JsonNode> objects) {
    String summary() {
      return changes.isEmpty() ? "nothing to change" : String.join(", ", changes);
    }
  }

  private final ResourceKinds kinds;
  private final Ownership ownership;
  private final Owners owners;
  private final Children children;
  private final ChildWriter writer;

  Reconciler(
      ResourceKinds kinds,
      Ownership ownership,
      Owners owners,
      Children children,
      ChildWriter writer) {
    this.kinds = kinds;
    this.ownership = ownership;
    this.owners = owners;
    this.children = children;
    this.writer = writer;
  }

  /**
   * @throws PermanentException if a desired object cannot be a child of the owner
   * @throws TransientException if an object of that name exists that is not ours
   */
  Result reconcile(WatchedOwner watched, List<ObjectNode> desired) {
    GenericKubernetesResource owner = watched.owner();
    if (!watched.exists() && !desired.isEmpty()) {
      throw new PermanentException(
          Ownership.name(owner)
              + " is gone, so nothing can exist for it: for type DELETE the list"
              + " must be empty");
    }
    Result result = new Result(new ArrayList<>(), new ArrayList<>());
    Set<String> names = new HashSet<>();
    List<Desired> checked = new ArrayList<>();
    for (ObjectNode object : desired) {
      Desired child = check(object, owner);
      if (!names.add(child.toString())) {
        throw new PermanentException("the list holds " + child + " twice");
      }
      checked.add(child);
    }
    RuntimeException failure = null;
    for (Desired child : checked) {
      try {
        apply(child, owner, result);
      } catch (RuntimeException e) { // the others are not to suffer
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    prune(owner, names, result);
    if (failure != null) {
      throw failure;
    }
    return result;
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
    ResourceKind kind = kinds.find(apiVersion, kindName);
    if (!children.kinds().contains(kind)) {
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

  private record Desired(ResourceKind kind, String name, ObjectNode object) {
    @Override
    public String toString() {
      return kind.kind() + " " + name;
    }
  }

  private void apply(Desired child, GenericKubernetesResource owner, Result result) {
    GenericKubernetesResource live = children.get(child.kind(), child.name());
    if (live == null) { // not known to be ours: look at what is there
      live = writer.get(child.kind(), child.object());
    }
    if (live == null) {
      result.objects().add(remember(child.kind(), writer.create(child.kind(), child.object())));
      result.changes().add("created " + child);
      return;
    }
    String uid = owner.getMetadata().getUid();
    if (!ownership.made(live)) {
      throw new TransientException(
          child
              + " exists and was not made by this route, so it is left alone: delete it, or have"
              + " the route use another name; docs/troubleshooting.md#not-ours");
    }
    if (!uid.equals(Ownership.ownerUid(live))) {
      replaceOrphan(child, live);
    }
    if (AppliedFields.match(writer.json(live), child.object(), Ownership.DROVER)) {
      result.objects().add(writer.json(live));
      return;
    }
    result.objects().add(remember(child.kind(), writer.update(child.kind(), child.object(), live)));
    result.changes().add("updated " + child);
  }

  /** A child of an owner that was deleted, and made again under the same name, has to go first. */
  private void replaceOrphan(Desired child, GenericKubernetesResource live) {
    String other = live.getMetadata().getAnnotations().get(Ownership.OWNER);
    if (owners.exists(Ownership.ownerUid(live))) {
      throw new TransientException(child + " belongs to " + other + ", which also wants that name");
    }
    writer.delete(child.kind(), live);
    throw new TransientException(
        child + " belonged to a former " + other + " and is being removed: trying again");
  }

  private void prune(GenericKubernetesResource owner, Set<String> keep, Result result) {
    for (ResourceKind kind : children.kinds()) {
      for (GenericKubernetesResource child : children.of(owner.getMetadata().getUid(), kind)) {
        String name = kind.kind() + " " + Ownership.name(child);
        if (!keep.contains(name)) {
          writer.delete(kind, child);
          result.changes().add("removed " + name);
        }
      }
    }
  }

  private JsonNode remember(ResourceKind kind, GenericKubernetesResource written) {
    children.wrote(kind, written);
    return writer.json(written);
  }
}
