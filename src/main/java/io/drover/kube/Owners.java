package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The watched objects by uid, and what was last made of each. Thread-safe. */
final class Owners implements ObjectWatch.Handler {
  /** What a route is to be told of an owner. */
  record Change(
      String type,
      GenericKubernetesResource body,
      GenericKubernetesResource oldBody,
      boolean stays) {}

  private final Predicate<HasMetadata> selects;
  private final Consumer<String> onChange;
  private final Map<String, GenericKubernetesResource> present = new ConcurrentHashMap<>();
  private final Map<String, GenericKubernetesResource> gone = new ConcurrentHashMap<>();
  private final Map<String, GenericKubernetesResource> handled = new ConcurrentHashMap<>();

  /**
   * @param selects which objects are owners
   * @param onChange is told the uid of an owner that came, changed or went
   */
  Owners(Predicate<HasMetadata> selects, Consumer<String> onChange) {
    this.selects = selects;
    this.onChange = onChange;
  }

  @Override
  public void present(GenericKubernetesResource object) {
    String uid = object.getMetadata().getUid();
    GenericKubernetesResource before = present.put(uid, object);
    if (concerns(uid, object, before)) {
      onChange.accept(uid);
    }
  }

  @Override
  public void gone(GenericKubernetesResource object) {
    String uid = object.getMetadata().getUid();
    GenericKubernetesResource before = present.remove(uid);
    if (concerns(uid, object, before)) {
      gone.put(uid, object);
      onChange.accept(uid);
    }
  }

  /** An object that is an owner, was one a moment ago, or was handled as one. */
  private boolean concerns(
      String uid, GenericKubernetesResource object, GenericKubernetesResource before) {
    return selects.test(object)
        || (before != null && selects.test(before))
        || handled.containsKey(uid);
  }

  boolean exists(String uid) {
    return present.containsKey(uid);
  }

  /**
   * What to tell of an owner now; null if there is nothing.
   *
   * @param child any child of it that exists, or null
   */
  Change change(String uid, GenericKubernetesResource child) {
    GenericKubernetesResource now = present.get(uid);
    GenericKubernetesResource before = handled.get(uid);
    if (now != null) {
      boolean selected = selects.test(now);
      if (!selected && before == null && child == null) {
        return null;
      }
      return new Change(before == null && selected ? "ADD" : "UPDATE", now, before, selected);
    }
    GenericKubernetesResource last = gone.getOrDefault(uid, before);
    if (last == null && child != null) {
      last = Ownership.formerOwner(uid, child);
    }
    return last == null ? null : new Change("DELETE", last, before, false);
  }

  /** Notes that a change was handled. */
  void settled(String uid, Change change) {
    if (change.stays()) {
      handled.put(uid, change.body());
    } else {
      handled.remove(uid);
      gone.remove(uid);
    }
  }
}
