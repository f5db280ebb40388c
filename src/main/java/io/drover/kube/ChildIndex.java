package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The children of one kind by their names and by their owners. Thread-safe. */
final class ChildIndex {
  private final Map<String, GenericKubernetesResource> byName = new HashMap<>();
  private final Map<String, List<String>> namesByOwner = new HashMap<>();

  /** Takes a state; false if a newer one of the same object is known. */
  synchronized boolean put(GenericKubernetesResource child) {
    if (isOld(child)) {
      return false;
    }
    suppose(child);
    return true;
  }

  /** Takes a state as it is, newer or not. */
  synchronized void suppose(GenericKubernetesResource child) {
    String name = Ownership.name(child);
    String owner = Ownership.ownerUid(child);
    GenericKubernetesResource before = byName.put(name, child);
    if (before != null && Objects.equals(owner, Ownership.ownerUid(before))) {
      return;
    }
    if (before != null) {
      unlink(name, before);
    }
    List<String> names = namesByOwner.computeIfAbsent(owner, uid -> new ArrayList<>(1));
    names.add(name);
  }

  /** Leaves out a state that is no child; false if a newer one of the same object is known. */
  synchronized boolean remove(GenericKubernetesResource child) {
    if (isOld(child)) {
      return false;
    }
    forget(child);
    return true;
  }

  /** Forgets an object that is gone or no child; another one of its name stays. */
  synchronized void forget(GenericKubernetesResource child) {
    String name = Ownership.name(child);
    GenericKubernetesResource known = byName.get(name);
    if (known != null && isSame(known, child)) {
      byName.remove(name);
      unlink(name, known);
    }
  }

  private static boolean isSame(GenericKubernetesResource a, GenericKubernetesResource b) {
    return a.getMetadata().getUid().equals(b.getMetadata().getUid());
  }

  private void unlink(String name, GenericKubernetesResource child) {
    namesByOwner.computeIfPresent(
        Ownership.ownerUid(child),
        (uid, names) -> {
          names.remove(name);
          return names.isEmpty() ? null : names;
        });
  }

  synchronized GenericKubernetesResource get(String name) {
    return byName.get(name);
  }

  synchronized List<GenericKubernetesResource> of(String ownerUid) {
    return namesByOwner.getOrDefault(ownerUid, List.of()).stream().map(byName::get).toList();
  }

  synchronized List<String> ownerUids() {
    return List.copyOf(namesByOwner.keySet());
  }

  /**
   * Whether a state is older than the one that is known of the same object. <a
   * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions">Resource
   * versions</a> of one kind can be compared as numbers; those of a server where they are none
   * never count as older.
   */
  private boolean isOld(GenericKubernetesResource state) {
    GenericKubernetesResource known = byName.get(Ownership.name(state));
    if (known == null || !isSame(known, state)) {
      return false;
    }
    try {
      return Long.parseLong(state.getMetadata().getResourceVersion())
          < Long.parseLong(known.getMetadata().getResourceVersion());
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
