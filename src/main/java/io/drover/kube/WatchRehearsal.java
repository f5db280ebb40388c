package io.drover.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.PermanentException;
import io.drover.delivery.RehearsableSource;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives a route what its {@code kube:watch} would, without watching: an event by hand, or all
 * objects that are there now.
 */
final class WatchRehearsal {
  static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final ObjectReader READER =
      new YAMLMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> TYPES = Set.of("ADD", "UPDATE", "DELETE");

  /** Runs the route. */
  @FunctionalInterface
  interface Handler {
    void handle(WatchMessage message, WatchedOwner owner, Consumer<Settlement> acknowledge);
  }

  private final KubeEndpoint options;
  private final Ownership ownership;
  private final Settlements settlements;
  private final Handler handler;
  private final DesiredObjects desired;
  private final LiveObjects live;

  WatchRehearsal(
      KubeEndpoint options, Ownership ownership, Settlements settlements, Handler handler) {
    this.options = options;
    this.ownership = ownership;
    this.settlements = settlements;
    this.handler = handler;
    Set<ResourceKind> owned = KindFinder.usual(options.ownedKinds());
    desired = new DesiredObjects(KindFinder.offline(owned), owned, options.childScope(), ownership);
    KubernetesClient client = options.getComponent().getKubernetesClient();
    live = client == null ? null : LiveObjects.list(client, options, ownership, settlements);
  }

  /** Takes {@code {"type","body","oldBody"}}, or an object alone, which is then one that came. */
  void receive(byte[] message, Consumer<Settlement> acknowledge) {
    Owners.Change change;
    String refusal;
    try {
      change = read(message);
      refusal = refusal(change);
    } catch (PermanentException e) {
      String id = StableHash.of(List.of(Arrays.toString(message)));
      CloudEvent event = new CloudEvent(id, "kubernetes:", "unreadable", null, null);
      acknowledge.accept(settlements.unreadable(ownership.route(), event, message, e));
      return;
    }
    ResourceKind kind = live == null ? KindFinder.usual(options.watchedKind()) : live.kind();
    WatchMessage watched = new WatchMessage(kind, uid(change.body()), change);
    if (refusal != null) {
      acknowledge.accept(settlements.filtered(ownership.route(), watched.event(), refusal));
    } else if (live != null) {
      handler.handle(watched, live.watched(change), acknowledge);
    } else {
      WatchedOwner owner = new WatchedOwner(change.body(), change.exists(), desired, null);
      handler.handle(watched, owner, acknowledge);
    }
  }

  /** All that is there now. */
  List<RehearsableSource.Waiting> all() {
    if (live == null) {
      throw new IllegalStateException("no cluster to ask for the objects");
    }
    return live.changes().stream().map(this::waiting).toList();
  }

  private RehearsableSource.Waiting waiting(Owners.Change change) {
    WatchMessage message = new WatchMessage(live.kind(), uid(change.body()), change);
    return acknowledge -> handler.handle(message, live.watched(change), acknowledge);
  }

  /** Why the watch would not give this to the route, or null. */
  private String refusal(Owners.Change change) {
    String refusal = selectionRefusal(change.body());
    boolean handledBefore = change.oldBody() != null && selectionRefusal(change.oldBody()) == null;
    boolean hasChildren = live != null && live.hasChildren(change.body());
    return handledBefore || hasChildren ? null : refusal;
  }

  /**
   * Why the watch does not take an object; null if it does, or might if only its namespace had the
   * labels.
   */
  private String selectionRefusal(GenericKubernetesResource object) {
    return live == null ? options.selection().refusal(object) : live.refusal(object);
  }

  private Owners.Change read(byte[] message) {
    JsonNode event;
    try {
      event = READER.readValue(message);
    } catch (IOException e) {
      throw new PermanentException("the event is neither JSON nor YAML" + where(e), e);
    }
    if (event.hasNonNull("apiVersion") && event.hasNonNull("kind")) {
      GenericKubernetesResource object = object("the event", event);
      boolean left = live != null && live.hasChildren(object) && selectionRefusal(object) != null;
      return change(left ? "UPDATE" : "ADD", object, null);
    }
    String type = event.path("type").asText();
    if (!TYPES.contains(type)) {
      throw new PermanentException(
          "the event is no Kubernetes event: it is neither an object with apiVersion and kind nor"
              + " {\"type\": ADD, UPDATE or DELETE, \"body\": OBJECT}; see docs/kubernetes.md");
    }
    JsonNode oldBody = event.path("oldBody");
    return change(
        type,
        object("body", event.path("body")),
        oldBody.isMissingNode() || oldBody.isNull() ? null : object("oldBody", oldBody));
  }

  private Owners.Change change(
      String type, GenericKubernetesResource body, GenericKubernetesResource oldBody) {
    boolean exists = !type.equals("DELETE");
    boolean stays = exists && selectionRefusal(body) == null;
    return new Owners.Change(type, body, oldBody, stays, exists);
  }

  /** An object, with those of its attributes that a cluster would have added. */
  private GenericKubernetesResource object(String member, JsonNode given) {
    if (!given.isObject() || given.at("/metadata/name").asText().isEmpty()) {
      throw new PermanentException(
          member + " is no Kubernetes object: it lacks metadata.name; see docs/kubernetes.md");
    }
    ObjectNode json = given.deepCopy();
    if (!json.hasNonNull("apiVersion")) {
      json.put("apiVersion", options.getApiVersion());
    }
    if (!json.hasNonNull("kind")) {
      json.put("kind", options.getKind());
    }
    GenericKubernetesResource object;
    try {
      object = JSON.convertValue(json, GenericKubernetesResource.class);
    } catch (IllegalArgumentException e) {
      throw new PermanentException(member + " is no Kubernetes object: " + first(e), e);
    }
    complete(object);
    return object;
  }

  private void complete(GenericKubernetesResource object) {
    ObjectMeta metadata = object.getMetadata();
    GenericKubernetesResource known = live == null ? null : live.owner(Ownership.name(object));
    if (known != null) {
      metadata.setUid(known.getMetadata().getUid());
    }
    if (metadata.getUid() == null) {
      metadata.setUid("not-in-a-cluster");
    }
    if (metadata.getResourceVersion() == null) {
      metadata.setResourceVersion("0");
    }
  }

  private static String uid(GenericKubernetesResource object) {
    return object.getMetadata().getUid();
  }

  private static String first(IllegalArgumentException e) {
    return e.getMessage().lines().findFirst().orElse("it cannot be read");
  }

  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? ": see its line " + json.getLocation().getLineNr()
        : "";
  }
}
