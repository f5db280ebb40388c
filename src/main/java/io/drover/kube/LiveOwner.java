package io.drover.kube;

import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * Looks whether an owner that no watch shows is really gone, before what was made for it is
 * removed: a watch that selects by labels does not show an object that lost them, and a first list
 * may be older than the children's. Asks by a list of one name, for which the right to list is
 * enough.
 */
final class LiveOwner {
  private final KubernetesClient client;
  private final ResourceKind kind;
  private final Selection selection;
  private final VisibleState visible;

  LiveOwner(KubernetesClient client, ResourceKind kind, Selection selection, VisibleState visible) {
    this.client = client;
    this.kind = kind;
    this.selection = selection;
    this.visible = visible;
  }

  /**
   * The change as it really is.
   *
   * @param change of type {@code DELETE}
   * @throws TransientException if the object is there after all, and selected, of which the watch
   *     has yet to tell
   */
  Owners.Change confirmed(Owners.Change change) {
    ObjectMeta sought = change.body().getMetadata();
    WatchedResources there = new WatchedResources(kind, sought.getNamespace(), "");
    List<GenericKubernetesResource> found =
        there.in(client).withField("metadata.name", sought.getName()).list().getItems();
    for (GenericKubernetesResource object : found) {
      if (object.getMetadata().getUid().equals(sought.getUid())) {
        if (selection.selects(object)) {
          throw new TransientException(
              kind.kind()
                  + " "
                  + Ownership.name(object)
                  + " is there, though no watch shows it yet");
        }
        visible.reduce(object);
        return Owners.Change.of(object, change.oldBody(), false);
      }
    }
    return change;
  }
}
