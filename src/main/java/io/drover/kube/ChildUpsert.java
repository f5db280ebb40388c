package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes a desired object be there. An object of its name that the route did not make is left alone
 * unless it may be adopted. Thread-safe for different owners.
 */
final class ChildUpsert {
  private final Ownership ownership;
  private final Owners owners;
  private final Children children;
  private final ChildWriter writer;
  private final AppliedStates applied = new AppliedStates();
  private final Set<String> unmade = ConcurrentHashMap.newKeySet();

  ChildUpsert(Ownership ownership, Owners owners, Children children, ChildWriter writer) {
    this.ownership = ownership;
    this.owners = owners;
    this.children = children;
    this.writer = writer;
  }

  /**
   * Does it.
   *
   * @throws TransientException if something else of that name is in the way
   */
  void apply(
      DesiredObjects.Desired child,
      GenericKubernetesResource owner,
      ReconcileRules rules,
      ReconcileResult result) {
    GenericKubernetesResource live = children.get(child.kind(), child.name());
    if (live == null) { // not known to be ours
      live = createOrFind(child, result);
    }
    if (live == null) {
      return;
    }
    if (!ownership.made(live)) {
      adopt(child, live, rules, result);
    } else if (owner.getMetadata().getUid().equals(Ownership.ownerUid(live))) {
      update(child, live, rules.policy(), result);
    } else {
      takeFromFormer(child, live, rules.policy(), result);
    }
  }

  /**
   * Makes the object, unless one of that name is there. After an attempt that failed it looks
   * first, so that trying again while the name is taken is no request that writes.
   *
   * @return the one that is there; null if it was made
   */
  private GenericKubernetesResource createOrFind(
      DesiredObjects.Desired child, ReconcileResult result) {
    boolean failedBefore = !unmade.add(child.toString());
    GenericKubernetesResource live = failedBefore ? writer.get(child.kind(), child.object()) : null;
    if (live != null || create(child, result)) {
      return live;
    }
    live = writer.get(child.kind(), child.object());
    if (live == null) { // it went meanwhile, or the conflict was about something else
      JsonNode made = written(child, () -> writer.apply(child.kind(), child.object()));
      result.add(Verb.CREATED, child, null, made);
    }
    return live;
  }

  /** Makes the object; false if that is in conflict with something. */
  private boolean create(DesiredObjects.Desired child, ReconcileResult result) {
    try {
      JsonNode made = written(child, () -> writer.create(child.kind(), child.object()));
      result.add(Verb.CREATED, child, null, made);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return false;
    }
  }

  private void update(
      DesiredObjects.Desired child,
      GenericKubernetesResource live,
      ReconcilePolicy policy,
      ReconcileResult result) {
    JsonNode before = writer.json(live);
    if (applied.match(before, child)) {
      result.add(Verb.UNCHANGED, child, before, before);
    } else if (!policy.updates()) {
      result.add(Verb.LEFT, child, before, before);
    } else {
      JsonNode made = written(child, () -> writer.update(child.kind(), child.object(), live));
      result.add(Verb.UPDATED, child, before, made);
    }
  }

  private void adopt(
      DesiredObjects.Desired child,
      GenericKubernetesResource live,
      ReconcileRules rules,
      ReconcileResult result) {
    if (live.isMarkedForDeletion()) {
      throw new TransientException(child + " exists and is being removed: trying again");
    }
    String remedy =
        rules.policy().updates()
            ? rules.adoption().remedy(live, ownership)
            : "policy=" + rules.policy() + " changes no object that exists: delete it";
    if (remedy != null) {
      throw new UnresolvedException(
          child
              + " exists and was not made by this route, so it is left alone: "
              + remedy
              + "; docs/troubleshooting.md#not-ours");
    }
    JsonNode before = writer.json(live);
    JsonNode made = written(child, () -> writer.adopt(child.kind(), child.object(), live));
    result.add(Verb.ADOPTED, child, before, made);
  }

  /** What was made for an owner that was deleted, and made again under the same name. */
  private void takeFromFormer(
      DesiredObjects.Desired child,
      GenericKubernetesResource live,
      ReconcilePolicy policy,
      ReconcileResult result) {
    String other = live.getMetadata().getAnnotations().get(Ownership.OWNER);
    if (owners.exists(Ownership.ownerUid(live))) {
      throw new UnresolvedException(
          child + " belongs to " + other + ", which also wants that name: have one use another");
    }
    if (policy == ReconcilePolicy.UPSERT_ONLY) {
      update(child, live, policy, result);
      return;
    }
    if (policy.removes()) {
      writer.delete(child.kind(), live);
    }
    if (!writer.isDryRun()) {
      throw new TransientException(
          child + " belonged to a former " + other + " and is being removed: trying again");
    }
    result.add(Verb.CREATED, child, null, child.object());
  }

  private JsonNode written(
      DesiredObjects.Desired child, Supplier<GenericKubernetesResource> request) {
    if (writer.isDryRun()) {
      GenericKubernetesResource supposed = request.get();
      children.supposed(child.kind(), supposed);
      return writer.json(supposed);
    }
    JsonNode after = writer.json(children.write(child.kind(), child.name(), request));
    unmade.remove(child.toString());
    applied.note(after, child);
    return after;
  }
}
