package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The watched objects by uid, and what was last made of each. Thread-safe. */
final class Owners implements ObjectWatch.Handler {
  /**
   * What a route is to be told of an owner.
   *
   * @param stays whether it exists and is selected
   * @param exists whether it does
   */
  record Change(
      String type,
      GenericKubernetesResource body,
      GenericKubernetesResource oldBody,
      boolean stays,
      boolean exists) {

    /** Of an object that exists. */
    static Change of(
        GenericKubernetesResource now, GenericKubernetesResource before, boolean selected) {
      return new Change(before == null && selected ? "ADD" : "UPDATE", now, before, selected, true);
    }
  }

  private final KindName kind;
  private final Predicate<GenericKubernetesResource> selects;
  private final VisibleState visible;
  private final Consumer<String> onChange;
  private final Map<String, GenericKubernetesResource> present = new ConcurrentHashMap<>();
  private final Map<String, GenericKubernetesResource> gone = new ConcurrentHashMap<>();
  private final Map<String, GenericKubernetesResource> handled = new ConcurrentHashMap<>();

  /**
   * @param kind the owners'
   * @param selects which objects are owners; may end with an exception
   * @param visible what a route sees of an object
   * @param onChange is told the uid of an owner that came, changed or went
   */
  Owners(
      KindName kind,
      Predicate<GenericKubernetesResource> selects,
      VisibleState visible,
      Consumer<String> onChange) {
    this.kind = kind;
    this.selects = selects;
    this.visible = visible;
    this.onChange = onChange;
  }

  @Override
  public void present(GenericKubernetesResource object) {
    visible.reduce(object);
    String uid = object.getMetadata().getUid();
    GenericKubernetesResource before = present.put(uid, object);
    if (before != null && visible.isSame(before, object)) {
      handled.replace(uid, before, object); // the older one is not to be kept for nothing
    } else if (concerns(uid, object, before)) {
      onChange.accept(uid);
    }
  }

  @Override
  public void gone(GenericKubernetesResource object) {
    visible.reduce(object);
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
    return handled.containsKey(uid)
        || mayBeSelected(object)
        || (before != null && mayBeSelected(before));
  }

  /** One of which that cannot be said is an owner, so that it is told when it is worked on. */
  private boolean mayBeSelected(GenericKubernetesResource object) {
    try {
      return selects.test(object);
    } catch (UndecidedException e) {
      return true;
    }
  }

  boolean exists(String uid) {
    return present.containsKey(uid);
  }

  /** The uids of all objects that are there. */
  Set<String> uids() {
    return present.keySet();
  }

  /** The uids of the objects in a namespace. */
  List<String> uidsIn(String namespace) {
    return present.entrySet().stream()
        .filter(owner -> namespace.equals(owner.getValue().getMetadata().getNamespace()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The object of a name, or null. */
  GenericKubernetesResource named(String name) {
    return present.values().stream()
        .filter(owner -> Ownership.name(owner).equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether a watch told that it went, rather than its children that they are left. */
  boolean sawGo(String uid) {
    return gone.containsKey(uid);
  }

  /**
   * What to tell of an owner now; null if there is nothing.
   *
   * @param child any child of it that exists, or null
   * @throws UndecidedException if it cannot be said whether the object is an owner
   */
  Change change(String uid, GenericKubernetesResource child) {
    GenericKubernetesResource now = present.get(uid);
    GenericKubernetesResource before = handled.get(uid);
    if (now != null) {
      boolean selected = selects.test(now);
      return selected || before != null || child != null ? Change.of(now, before, selected) : null;
    }
    GenericKubernetesResource last = gone.getOrDefault(uid, before);
    if (last == null && child != null) {
      last = namedBy(child, uid);
    }
    return last == null ? null : new Change("DELETE", last, before, false, false);
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

  /** All that is left to know of an owner that went while nobody looked: what its child says. */
  private GenericKubernetesResource namedBy(GenericKubernetesResource child, String uid) {
    String name = child.getMetadata().getAnnotations().getOrDefault(Ownership.OWNER, uid);
    int slash = name.indexOf('/');
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(kind.apiVersion())
        .withKind(kind.kind())
        .withNewMetadata()
        .withName(name.substring(slash + 1))
        .withNamespace(slash < 0 ? null : name.substring(0, slash))
        .withUid(uid)
        .withResourceVersion("0")
        .endMetadata()
        .build();
  }
}
