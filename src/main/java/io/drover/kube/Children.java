package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The children of a route's owners, as the watches of their kinds and our own writes show them; of
 * what others do, by that a little behind the API server. Thread-safe.
 */
final class Children {
  private record Name(ResourceKind kind, String name) {}

  private final Ownership ownership;
  private final Consumer<String> onChange;
  private final Map<ResourceKind, ChildIndex> known = new ConcurrentHashMap<>();
  private final Map<String, String> written = new ConcurrentHashMap<>();

  /** What the watches told of the children that are being written. */
  private final Map<Name, List<GenericKubernetesResource>> heard = new HashMap<>();

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
          changed(kind, child);
        } // else we wrote a newer state meanwhile, which the watch has yet to tell
      }

      @Override
      public void gone(GenericKubernetesResource child) {
        index.forget(child);
        written.remove(child.getMetadata().getUid());
        changed(kind, child);
      }
    };
  }

  private void changed(ResourceKind kind, GenericKubernetesResource child) {
    synchronized (heard) {
      List<GenericKubernetesResource> states = heard.get(new Name(kind, Ownership.name(child)));
      if (states != null) {
        states.add(child);
        return;
      }
    }
    tell(child);
  }

  private void tell(GenericKubernetesResource child) {
    String uid = Ownership.ownerUid(child);
    String version = child.getMetadata().getResourceVersion();
    boolean ownWrite = version.equals(written.get(child.getMetadata().getUid()));
    if (uid != null && !ownWrite) {
      onChange.accept(uid);
    }
  }

  /**
   * Writes a child. What is written counts from now on, and hearing of it is no change, also not of
   * a watch that is faster than the answer.
   *
   * @param name of the child
   */
  GenericKubernetesResource write(
      ResourceKind kind, String name, Supplier<GenericKubernetesResource> request) {
    Name key = new Name(kind, name);
    synchronized (heard) {
      heard.put(key, new ArrayList<>());
    }
    try {
      GenericKubernetesResource child = request.get();
      wrote(kind, child);
      return child;
    } finally {
      List<GenericKubernetesResource> states;
      synchronized (heard) {
        states = heard.remove(key);
      }
      if (states != null) { // else another owner that wanted the name was told
        states.forEach(this::tell);
      }
    }
  }

  private void wrote(ResourceKind kind, GenericKubernetesResource child) {
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

  /** How many there are of some owners, which are given by uid. */
  int count(Predicate<String> owner) {
    return known.values().stream().mapToInt(index -> index.count(owner)).sum();
  }

  /** The uids of all owners that children name. */
  List<String> ownerUids() {
    return known.values().stream().flatMap(index -> index.ownerUids().stream()).distinct().toList();
  }
}
