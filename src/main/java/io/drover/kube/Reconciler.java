package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the children of an owner be what is desired. Writes nothing where nothing would change, and
 * never to an object that the route did not make. Thread-safe for different owners.
 */
final class Reconciler {
  /** What was done to each child, and the desired objects as the API server has them. */
  record Result(List<ObjectChange> changes, List<JsonNode> objects) {
    private void add(Verb verb, DesiredObjects.Desired child, JsonNode before, JsonNode after) {
      changes.add(new ObjectChange(verb, child.kind().kind(), child.name(), before, after));
      objects.add(after);
    }

    String summary() {
      String made =
          changes.stream()
              .filter(change -> change.verb() != Verb.UNCHANGED)
              .map(ObjectChange::toString)
              .collect(Collectors.joining(", "));
      return made.isEmpty() ? "nothing to change" : made;
    }
  }

  private final Ownership ownership;
  private final Owners owners;
  private final Children children;
  private final ChildWriter writer;

  Reconciler(Ownership ownership, Owners owners, Children children, ChildWriter writer) {
    this.ownership = ownership;
    this.owners = owners;
    this.children = children;
    this.writer = writer;
  }

  /**
   * Does all that it can, and throws what the first child ended with that it could not do.
   *
   * @throws PermanentException if a desired object cannot be a child of the owner
   * @throws TransientException if an object of that name exists that is not ours
   */
  Result reconcile(WatchedOwner watched, List<ObjectNode> desired) {
    Result result = new Result(new ArrayList<>(), new ArrayList<>());
    reconcile(watched, desired, result);
    return result;
  }

  /**
   * As {@link #reconcile(WatchedOwner, List)}.
   *
   * @param result gets what was done, also before an exception
   */
  void reconcile(WatchedOwner watched, List<ObjectNode> desired, Result result) {
    GenericKubernetesResource owner = watched.owner();
    List<DesiredObjects.Desired> checked = watched.desired().check(watched, desired);
    RuntimeException failure = null;
    for (DesiredObjects.Desired child : checked) {
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
    prune(owner, checked, result);
    if (failure != null) {
      throw failure;
    }
  }

  private void apply(DesiredObjects.Desired child, GenericKubernetesResource owner, Result result) {
    GenericKubernetesResource live = children.get(child.kind(), child.name());
    if (live == null) { // not known to be ours: look at what is there
      live = writer.get(child.kind(), child.object());
    }
    if (live == null) {
      result.add(
          Verb.CREATED,
          child,
          null,
          written(child, () -> writer.create(child.kind(), child.object())));
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
      result.add(Verb.CREATED, child, null, child.object());
      return;
    }
    GenericKubernetesResource found = live;
    JsonNode before = writer.json(live);
    if (AppliedFields.match(before, child.object(), Ownership.DROVER)) {
      result.add(Verb.UNCHANGED, child, before, before);
    } else {
      result.add(
          Verb.UPDATED,
          child,
          before,
          written(child, () -> writer.update(child.kind(), child.object(), found)));
    }
  }

  /** A child of an owner that was deleted, and made again under the same name, has to go first. */
  private void replaceOrphan(DesiredObjects.Desired child, GenericKubernetesResource live) {
    String other = live.getMetadata().getAnnotations().get(Ownership.OWNER);
    if (owners.exists(Ownership.ownerUid(live))) {
      throw new TransientException(child + " belongs to " + other + ", which also wants that name");
    }
    writer.delete(child.kind(), live);
    if (!writer.isDryRun()) {
      throw new TransientException(
          child + " belonged to a former " + other + " and is being removed: trying again");
    }
  }

  private void prune(
      GenericKubernetesResource owner, List<DesiredObjects.Desired> desired, Result result) {
    Set<String> keep = desired.stream().map(Object::toString).collect(Collectors.toSet());
    for (ResourceKind kind : children.kinds()) {
      for (GenericKubernetesResource child : children.of(owner.getMetadata().getUid(), kind)) {
        if (!keep.contains(kind.kind() + " " + Ownership.name(child))) {
          writer.delete(kind, child);
          String name = Ownership.name(child);
          result
              .changes()
              .add(new ObjectChange(Verb.REMOVED, kind.kind(), name, writer.json(child), null));
        }
      }
    }
  }

  private JsonNode written(
      DesiredObjects.Desired child, Supplier<GenericKubernetesResource> request) {
    if (!writer.isDryRun()) {
      return writer.json(children.write(child.kind(), child.name(), request));
    }
    GenericKubernetesResource supposed = request.get();
    children.supposed(child.kind(), supposed);
    return writer.json(supposed);
  }
}
