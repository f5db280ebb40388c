package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** What a route's watches show of the cluster: the owners, their children, the namespaces. */
final class WatchedState {
  private final KubernetesClient client;
  private final KubeEndpoint options;
  private final Ownership ownership;
  private final VisibleState visible;
  private final ResourceKinds kinds;
  private final Selection selection;
  private final SelectedNamespaces namespaces;
  private final Owners owners;
  private final Children children;
  private final DesiredObjects desired;
  private final Reconciler reconciler;
  private volatile Watches watches;
  private volatile ResourceKind kind;
  private volatile LiveOwner live;

  /**
   * @param guard is asked before children of an owner that lives are removed
   * @param onChange is told the uid of an owner that something concerns
   */
  WatchedState(
      KubernetesClient client,
      KubeEndpoint options,
      Ownership ownership,
      ChildWriter writer,
      ObjIntConsumer<String> guard,
      Consumer<String> onChange) {
    this.client = client;
    this.options = options;
    this.ownership = ownership;
    visible = new VisibleState(!options.isIgnoreStatus());
    kinds = new ResourceKinds(client);
    Selection given = options.selection();
    namespaces =
        new SelectedNamespaces(
            given.namespaceLabels(), name -> this.owners().uidsIn(name).forEach(onChange));
    selection = given.namespaceLabels().isEmpty() ? given : given.and(namespaces);
    owners = new Owners(selection::selects, visible, onChange);
    children = new Children(ownership, onChange);
    desired = new DesiredObjects(kinds, children.kinds(), options.childScope(), ownership);
    reconciler = new Reconciler(ownership, owners, children, writer, guard);
  }

  /**
   * Finds the kinds and makes the watches; again after it failed.
   *
   * @throws RuntimeException if the API server is away, or does not know a kind
   */
  private void findKinds() {
    kind = kinds.find(options.watchedKind());
    live = new LiveOwner(client, kind, selection, visible);
    Watches made = new Watches(client);
    for (KindName owned : options.ownedKinds()) {
      ResourceKind child = kinds.find(owned);
      String labels = Texts.labels(ownership.selector());
      List<String> namespaces = options.childScope().watched(child, selection.namespaces());
      made.add(WatchedResources.of(child, namespaces, labels), children.handler(child));
    }
    if (!selection.namespaceLabels().isEmpty()) {
      ResourceKind namespace = kinds.find(SelectedNamespaces.KIND);
      String labels = selection.namespaceLabels().text();
      made.add(WatchedResources.of(namespace, List.of(), labels), namespaces);
    }
    String labels = selection.labels().text();
    made.add(WatchedResources.of(kind, selection.namespaces(), labels), owners);
    watches = made;
  }

  /** Lists all once, in place of watching it. */
  void list() {
    findKinds();
    watches.list();
  }

  /**
   * Makes the watches ready to start; again after it failed.
   *
   * @throws RuntimeException if the API server is away, does not know a kind, or denies a right
   */
  void prepare() {
    findKinds();
    watches.checkRights();
  }

  void start() {
    watches.start();
  }

  void stop() {
    if (watches != null) {
      watches.stop();
    }
  }

  boolean hasSynced() {
    return watches.hasSynced();
  }

  /** Why some watches do not watch now. */
  List<String> troubles() {
    return watches.troubles();
  }

  ResourceKind kind() {
    return kind;
  }

  Owners owners() {
    return owners;
  }

  /** How many children there are whose owners live. */
  int livingChildren() {
    return children.count(owners::exists);
  }

  /** The uids of the owners that children name. */
  List<String> uidsOfParents() {
    return children.ownerUids();
  }

  /** The uids of all objects that are there, and of those that children name. */
  Set<String> uids() {
    Set<String> uids = new LinkedHashSet<>(owners.uids());
    uids.addAll(children.ownerUids());
    return uids;
  }

  /**
   * What to tell of an owner now; null if there is nothing. Where the watches do not show whether
   * it is gone, the API server is asked.
   *
   * @throws UndecidedException if it cannot be said whether the object is an owner
   */
  Owners.Change change(String uid) {
    Owners.Change change = owners.change(uid, children.anyOf(uid));
    if (change == null || change.exists()) {
      return change;
    }
    boolean certain = owners.sawGo(uid) && selection.labels().isEmpty();
    return certain ? change : live.confirmed(change);
  }

  /** Why the watch does not take an object; null if it does. */
  String refusal(GenericKubernetesResource object) {
    return selection.refusal(object);
  }

  /** Whether something is there that was made for an owner. */
  boolean hasChildren(String uid) {
    return children.anyOf(uid) != null;
  }

  /** An owner as its route's actions are to have it. */
  WatchedOwner watched(Owners.Change change) {
    return new WatchedOwner(change.body(), change.exists(), desired, reconciler);
  }
}
