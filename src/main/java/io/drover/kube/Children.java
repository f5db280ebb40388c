package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The children of a route's owners, as the watches of their kinds show them: by that a little
 * behind the API server. Thread-safe.
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
    Map<String, GenericKubernetesResource> ofKind = new ConcurrentHashMap<>();
    known.put(kind, ofKind);
    return new ObjectWatch.Handler() {
      @Override
      public void present(GenericKubernetesResource child) {
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

  /** Notes our own write, so that hearing of it is no change. */
  void wrote(GenericKubernetesResource child) {
    written.put(child.getMetadata().getUid(), child.getMetadata().getResourceVersion());
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

  /** The uids of all owners that children name. */
  List<String> ownerUids() {
    return known.values().stream()
        .flatMap(ofKind -> ofKind.values().stream())
        .map(Ownership::ownerUid)
        .distinct()
        .toList();
  }
}
