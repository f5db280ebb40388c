package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The children of a route's owners, as the watches of their kinds and our own writes show them; of
 * what others do, by that a little behind the API server. Thread-safe.
 */
final class Children {
  private final Ownership ownership;
  private final Consumer<String> onChange;
  private final Map<ResourceKind, ChildIndex> known = new ConcurrentHashMap<>();
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
    ChildIndex index = known.computeIfAbsent(kind, k -> new ChildIndex());
    return new ObjectWatch.Handler() {
      @Override
      public void present(GenericKubernetesResource child) {
        boolean ours = ownership.made(child);
        if (ours ? index.put(child) : index.remove(child)) {
          changed(child);
        } // else we wrote a newer state meanwhile, which the watch has yet to tell
      }

      @Override
      public void gone(GenericKubernetesResource child) {
        index.forget(child);
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
    known.get(kind).put(child);
  }

  /**
   * Notes what our write would be, of which no watch will tell: for those who want its name too.
   */
  void supposed(ResourceKind kind, GenericKubernetesResource child) {
    known.get(kind).suppose(child);
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
    return known.get(kind).of(ownerUid);
  }

  /** Any child of an owner, or null. */
  GenericKubernetesResource anyOf(String ownerUid) {
    return known.values().stream()
        .flatMap(index -> index.of(ownerUid).stream())
        .findFirst()
        .orElse(null);
  }

  /** The uids of all owners that children name. */
  List<String> ownerUids() {
    return known.values().stream().flatMap(index -> index.ownerUids().stream()).distinct().toList();
  }
}
