package io.drover.kube;

import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The owners and children of a route as they are in the cluster, listed once. */
final class LiveObjects {
  private final ResourceKind kind;
  private final Owners owners;
  private final Children children;
  private final DesiredObjects desired;
  private final Reconciler reconciler;
  private final Set<String> uids = new LinkedHashSet<>();
  private final List<GenericKubernetesResource> all;

  private LiveObjects(
      KubernetesClient client, KubeEndpoint options, Ownership ownership, Settlements settlements) {
    ResourceKinds kinds = new ResourceKinds(client);
    kind = kinds.find(options.getApiVersion(), options.getKind());
    owners = new Owners(options::selects, uids::add);
    children = new Children(ownership, uids::add);
    for (String reference : options.ownedKinds()) {
      ResourceKind owned = kinds.find(reference);
      ObjectWatch.Handler known = children.handler(owned);
      for (String namespace : options.childScope().watched(owned, options.namespaces())) {
        list(client, owned, namespace, ownership.selector()).forEach(known::present);
      }
    }
    all = list(client, kind, options.getNamespace(), Map.of());
    all.forEach(owners::present);
    ChildWriter writer = ChildWriter.dryRun(client, settlements.circuit(client), ownership.route());
    desired = new DesiredObjects(kinds, children.kinds(), options.childScope(), ownership);
    reconciler = new Reconciler(ownership, owners, children, writer, (owner, removals) -> {});
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

  private static List<GenericKubernetesResource> list(
      KubernetesClient client, ResourceKind kind, String namespace, Map<String, String> labels) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        resources = client.genericKubernetesResources(kind.context());
    boolean everywhere = namespace == null || namespace.isEmpty() || !kind.namespaced();
    return everywhere
        ? resources.inAnyNamespace().withLabels(labels).list().getItems()
        : resources.inNamespace(namespace).withLabels(labels).list().getItems();
  }

  ResourceKind kind() {
    return kind;
  }

  /** The object of the watched kind that is there under a name, or null. */
  GenericKubernetesResource owner(String name) {
    return all.stream().filter(o -> Ownership.name(o).equals(name)).findFirst().orElse(null);
  }

  /** Whether something that the route made for an object is there. */
  boolean hasChildren(GenericKubernetesResource owner) {
    return children.anyOf(owner.getMetadata().getUid()) != null;
  }

  /** What the route would be told if it began now, by the names of the owners. */
  List<Owners.Change> changes() {
    return uids.stream()
        .map(uid -> owners.change(uid, children.anyOf(uid)))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(change -> Ownership.name(change.body())))
        .toList();
  }

  /** An owner for the actions of its route. */
  WatchedOwner watched(Owners.Change change) {
    boolean exists = !change.type().equals("DELETE");
    return new WatchedOwner(change.body(), exists, desired, reconciler);
  }
}
