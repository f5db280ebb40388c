package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The children of a route's owners, as the watches of their kinds and our own writes show them; of
 * what others do, by that a little behind the API server. Thread-safe.
 */
final class Children {
  private final Ownership ownership;
  private final Consumer<String> onChange;
  private final Map<ResourceKind, Map<String, GenericKubernetesResource>> known =
      new ConcurrentHashMap<>();
  private final Map<String, String> written = new ConcurrentHashMap<>();

  /**
   * @param onChange is told the uid of the owner of a child that came, changed or went
   */
  Children(Ownership ownership, Consumer<String> onChange) {
    this.ownership = ownership;
    this.onChange = onChange;
  }

  /** The handler of the watch of a kind. */
  ObjectWatch.Handler handler(ResourceKind kind) {
    Map<String, GenericKubernetesResource> ofKind =
        known.computeIfAbsent(kind, k -> new ConcurrentHashMap<>());
    return new ObjectWatch.Handler() {
      @Override
      public void present(GenericKubernetesResource child) {
        if (isOld(ofKind.get(Ownership.name(child)), child)) {
          return; // we wrote a newer state meanwhile, which the watch has yet to tell
        }
        if (ownership.made(child)) {
          ofKind.put(Ownership.name(child), child);
        } else {
          ofKind.remove(Ownership.name(child));
        }
        changed(child);
      }

      @Override
      public void gone(GenericKubernetesResource child) {
        ofKind.remove(Ownership.name(child));
        written.remove(child.getMetadata().getUid());
        changed(child);
      }
    };
  }

  private void changed(GenericKubernetesResource child) {
    String uid = Ownership.ownerUid(child);
    String version = child.getMetadata().getResourceVersion();
    boolean ownWrite = version.equals(written.get(child.getMetadata().getUid()));
    if (uid != null && !ownWrite) {
      onChange.accept(uid);
    }
  }

  /** Notes our own write: it counts from now on, and hearing of it is no change. */
  void wrote(ResourceKind kind, GenericKubernetesResource child) {
    written.put(child.getMetadata().getUid(), child.getMetadata().getResourceVersion());
    known.get(kind).compute(Ownership.name(child), (name, now) -> isOld(now, child) ? now : child);
  }

  /**
   * Notes what our write would be, of which no watch will tell: for those who want its name too.
   */
  void supposed(ResourceKind kind, GenericKubernetesResource child) {
    known.get(kind).put(Ownership.name(child), child);
  }

  /**
   * Whether a state is older than the one that is known of the same object. <a
   * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions">Resource
   * versions</a> of one kind can be compared as numbers; those of a server where they are none
   * never count as older.
   */
  private static boolean isOld(GenericKubernetesResource known, GenericKubernetesResource state) {
    if (known == null || !known.getMetadata().getUid().equals(state.getMetadata().getUid())) {
      return false;
    }
    try {
      return Long.parseLong(state.getMetadata().getResourceVersion())
          < Long.parseLong(known.getMetadata().getResourceVersion());
    } catch (NumberFormatException e) {
      return false;
    }
  }

  Collection<ResourceKind> kinds() {
    return known.keySet();
  }

  /** The child of that name, or null if none is known. */
  GenericKubernetesResource get(ResourceKind kind, String name) {
    return known.get(kind).get(name);
  }

  /** The children of an owner of one kind. */
  List<GenericKubernetesResource> of(String ownerUid, ResourceKind kind) {
    return known.get(kind).values().stream()
        .filter(child -> ownerUid.equals(Ownership.ownerUid(child)))
        .toList();
  }

  /** Any child of an owner, or null. */
  GenericKubernetesResource anyOf(String ownerUid) {
    return known.keySet().stream()
        .flatMap(kind -> of(ownerUid, kind).stream())
        .findFirst()
        .orElse(null);
  }

  /** How many there are of some owners, which are given by uid. */
  int count(Predicate<String> owner) {
    return (int)
        known.values().stream()
            .flatMap(ofKind -> ofKind.values().stream())
            .filter(child -> owner.test(Ownership.ownerUid(child)))
            .count();
  }

  /** The uids of all owners that children name. */
  List<String> ownerUids() {
    return known.values().stream()
        .flatMap(ofKind -> ofKind.values().stream())
        .map(Ownership::ownerUid)
        .distinct()
        .toList();
  }
}
