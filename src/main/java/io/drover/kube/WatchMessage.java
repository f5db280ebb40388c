package io.drover.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.CloudEvent;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * What a route is told of a watched object.
 *
 * @param uid the object's
 */
record WatchMessage(ResourceKind kind, String uid, Owners.Change change) {

  /** Of an object as it is. */
  static WatchMessage of(ResourceKind kind, GenericKubernetesResource object) {
    Owners.Change change = Owners.Change.of(object, null, false);
    return new WatchMessage(kind, object.getMetadata().getUid(), change);
  }

  CloudEvent event() {
    GenericKubernetesResource object = change.body();
    String id = uid + "." + object.getMetadata().getResourceVersion();
    return new CloudEvent(
        change.type().equals("DELETE") ? id + "+deleted" : id,
        kind.path(object.getMetadata().getNamespace(), ""),
        change.type(),
        Ownership.name(object),
        null);
  }

  /** The shape of Argo Events' resource source, so that scripts written for it run unchanged. */
  ObjectNode body(KubernetesSerialization json) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", change.type());
    body.set("body", visible(json, change.body()));
    body.set("oldBody", change.oldBody() == null ? null : visible(json, change.oldBody()));
    body.put("group", kind.group());
    body.put("version", kind.version());
    body.put("resource", kind.plural());
    return body;
  }

  /** The object without the API server's book-keeping, which no route should depend on. */
  private static ObjectNode visible(
      KubernetesSerialization json, GenericKubernetesResource object) {
    ObjectNode visible = json.convertValue(object, ObjectNode.class);
    if (visible.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return visible;
  }
}
