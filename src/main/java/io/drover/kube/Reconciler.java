package io.drover.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/**
 * Makes the children of an owner be what is desired. Writes nothing where nothing would change, and
 * never to an object that the route neither made nor may adopt. Thread-safe for different owners.
 */
final class Reconciler {
  /** A child that is there and not desired. */
  private record Undesired(ResourceKind kind, GenericKubernetesResource child) {
    private String name() {
      return Ownership.name(child);
    }
  }

  private final Children children;
  private final ChildWriter writer;
  private final ChildUpsert upsert;
  private final ObjIntConsumer<String> guard;

  /**
   * @param guard is asked with an owner that lives and how many of its children are to be removed
   */
  Reconciler(
      Ownership ownership,
      Owners owners,
      Children children,
      ChildWriter writer,
      ObjIntConsumer<String> guard) {
    this.guard = guard;
    this.children = children;
    this.writer = writer;
    upsert = new ChildUpsert(ownership, owners, children, writer);
  }

  /**
   * Does all that it can, and throws what the first child ended with that it could not do.
   *
   * @param result gets what was done, also before an exception
   * @throws PermanentException if a desired object cannot be a child of the owner
   * @throws TransientException if an object of that name exists that is not ours
   */
  void reconcile(
      WatchedOwner watched,
      List<ObjectNode> desired,
      ReconcileRules rules,
      ReconcileResult result) {
    List<DesiredObjects.Desired> checked = watched.desired().check(watched, desired);
    List<RuntimeException> failures = new ArrayList<>();
    for (DesiredObjects.Desired child : checked) {
      trying(() -> upsert.apply(child, watched.owner(), rules, result), failures);
    }
    trying(() -> prune(watched, checked, result), failures);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** What fails is not to stop the others. */
  private static void trying(Runnable work, List<RuntimeException> failures) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private void prune(
      WatchedOwner watched, List<DesiredObjects.Desired> desired, ReconcileResult result) {
    List<Undesired> undesired = undesired(watched.owner(), desired);
    boolean lives = watched.exists() && !watched.owner().isMarkedForDeletion();
    if (lives && result.policy().removes() && !undesired.isEmpty()) {
      guard.accept(watched.owner().getMetadata().getUid(), undesired.size());
    }
    for (Undesired object : undesired) {
      Verb verb = result.policy().removes() ? Verb.REMOVED : Verb.LEFT;
      if (verb == Verb.REMOVED) {
        writer.delete(object.kind(), object.child());
      }
      result.undesired(verb, object.kind(), object.name(), writer.json(object.child()));
    }
  }

  /** Those of which the API server does not know yet that they are to go. */
  private List<Undesired> undesired(
      GenericKubernetesResource owner, List<DesiredObjects.Desired> desired) {
    Set<String> keep = desired.stream().map(Object::toString).collect(Collectors.toSet());
    String uid = owner.getMetadata().getUid();
    return children.kinds().stream()
        .flatMap(kind -> children.of(uid, kind).stream().map(child -> new Undesired(kind, child)))
        .filter(object -> !keep.contains(object.kind().kind() + " " + object.name()))
        .filter(object -> !object.child().isMarkedForDeletion())
        .toList();
  }
}
