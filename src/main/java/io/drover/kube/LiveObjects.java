package io.drover.kube;

import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The owners and children of a route as they are in the cluster, listed once. */
final class LiveObjects {
  private final WatchedState state;
  private final Set<String> uids = new LinkedHashSet<>();

  private LiveObjects(
      KubernetesClient client, KubeEndpoint options, Ownership ownership, Settlements settlements) {
    ChildWriter writer = ChildWriter.dryRun(client, settlements.circuit(client), ownership.route());
    state = new WatchedState(client, options, ownership, writer, uids::add);
    state.list();
    uids.addAll(state.uids());
  }

  /**
   * Lists them.
   *
   * @param client one that changes nothing
   */
  static LiveObjects list(
      KubernetesClient client, KubeEndpoint options, Ownership ownership, Settlements settlements) {
    return new LiveObjects(client, options, ownership, settlements);
  }

  ResourceKind kind() {
    return state.kind();
  }

  /** Why the watch would not take an object; null if it would. */
  String refusal(GenericKubernetesResource object) {
    return state.refusal(object);
  }

  /** The object of the watched kind that is there under a name, or null. */
  GenericKubernetesResource owner(String name) {
    return state.owners().named(name);
  }

  /** Whether something that the route made for an object is there. */
  boolean hasChildren(GenericKubernetesResource owner) {
    return state.hasChildren(owner.getMetadata().getUid());
  }

  /** What the route would be told if it began now, by the names of the owners. */
  List<Owners.Change> changes() {
    return uids.stream()
        .map(state::change)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(change -> Ownership.name(change.body())))
        .toList();
  }

  /** An owner for the actions of its route. */
  WatchedOwner watched(Owners.Change change) {
    return state.watched(change);
  }
}
