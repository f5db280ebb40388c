package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Circuit;
import io.drover.delivery.Leadership;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The requests of a reconcile, each so made that it does nothing to another object than the one
 * that was looked at. Thread-safe.
 */
final class ChildWriter {
  /** The version of an empty etcd: the first object has a later one. */
  private static final String NO_OBJECT_HAS = "1";

  private final KubernetesClient client;
  private final Circuit circuit;
  private final Leadership leadership;
  private final String route;
  private final boolean dryRun;

  private ChildWriter(
      KubernetesClient client,
      Circuit circuit,
      Leadership leadership,
      String route,
      boolean dryRun) {
    this.client = client;
    this.circuit = circuit;
    this.leadership = leadership;
    this.route = route;
    this.dryRun = dryRun;
  }

  /**
   * @param leadership without which nothing is written
   * @param route the one that is held while the API is away
   */
  static ChildWriter of(
      KubernetesClient client, Circuit circuit, Leadership leadership, String route) {
    return new ChildWriter(client, circuit, leadership, route, false);
  }

  /**
   * @param client one that changes nothing
   */
  static ChildWriter dryRun(KubernetesClient client, Circuit circuit, String route) {
    return new ChildWriter(client, circuit, Leadership.ALWAYS, route, true);
  }

  /** Whether what is written is not there afterwards. */
  boolean isDryRun() {
    return dryRun;
  }

  /** The object of that name, or null. */
  GenericKubernetesResource get(ResourceKind kind, ObjectNode object) {
    return circuit.call(route, () -> resource(kind, object).get());
  }

  /**
   * Makes an object by an apply of a state that no object is in, so that an existing one is a
   * conflict whatever its fields are. An API server makes a missing object of such an apply too.
   */
  GenericKubernetesResource create(ResourceKind kind, ObjectNode object) {
    ObjectNode anew = object.deepCopy();
    ((ObjectNode) anew.get("metadata")).put("resourceVersion", NO_OBJECT_HAS);
    return apply(kind, anew);
  }

  /** Applies without force: what another has set of an existing object is in conflict. */
  GenericKubernetesResource apply(ResourceKind kind, ObjectNode object) {
    return asking(
        List.of("patch", "create"),
        kind,
        object.at("/metadata/namespace").asText(),
        () -> resource(kind, object).fieldManager(Ownership.DROVER).serverSideApply());
  }

  /** Applies over what others set, but only to the very object that {@code live} is. */
  GenericKubernetesResource update(
      ResourceKind kind, ObjectNode object, GenericKubernetesResource live) {
    ObjectNode same = object.deepCopy();
    ((ObjectNode) same.get("metadata")).put("uid", live.getMetadata().getUid());
    return asking(
        List.of("patch"),
        kind,
        live.getMetadata().getNamespace(),
        () ->
            resource(kind, same).fieldManager(Ownership.DROVER).forceConflicts().serverSideApply());
  }

  /**
   * Applies over what others set, but only to the very state that {@code live} is: a conflict if
   * somebody changed it since, who may have claimed it.
   */
  GenericKubernetesResource adopt(
      ResourceKind kind, ObjectNode object, GenericKubernetesResource live) {
    ObjectNode same = object.deepCopy();
    ((ObjectNode) same.get("metadata"))
        .put("resourceVersion", live.getMetadata().getResourceVersion());
    return update(kind, same, live);
  }

  /** Deletes the very object that {@code live} is; one that is gone is no error. */
  void delete(ResourceKind kind, GenericKubernetesResource live) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(live.getMetadata().getUid())
            .endPreconditions()
            .build();
    String namespace = live.getMetadata().getNamespace();
    String path = kind.path(namespace, live.getMetadata().getName());
    try {
      asking(List.of("delete"), kind, namespace, () -> client.raw(path, "DELETE", options));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Sends a request that writes, if this process leads. */
  private <T> T asking(
      List<String> verbs, ResourceKind kind, String namespace, Supplier<T> request) {
    leadership.require();
    return new KubeRequests(client, circuit, route).send(verbs, kind, namespace, request);
  }

  JsonNode json(GenericKubernetesResource object) {
    return client.getKubernetesSerialization().convertValue(object, JsonNode.class);
  }

  private Resource<GenericKubernetesResource> resource(ResourceKind kind, ObjectNode object) {
    GenericKubernetesResource item =
        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        objects = client.genericKubernetesResources(kind.context());
    return kind.namespaced()
        ? objects.inNamespace(item.getMetadata().getNamespace()).resource(item)
        : objects.resource(item);
  }
}
