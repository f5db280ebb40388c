package io.drover.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.function.Supplier;

/**
 * The requests of the verbs, one each: what is sent is what the route gave, and fields that the
 * kind does not have are refused. Each gives what the API server answered. Thread-safe.
 */
record VerbRequests(KubeRequests requests) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRICT = "Strict";
  private static final String QUERY =
      "?fieldManager=" + Ownership.DROVER + "&fieldValidation=" + STRICT;

  /** The object as it is, or null. */
  JsonNode get(Manifest manifest) {
    String found =
        requests.send(
            List.of("get"),
            manifest.kind(),
            manifest.namespace(),
            () -> client().raw(manifest.path()));
    return found == null ? null : read(found);
  }

  JsonNode create(Manifest manifest) {
    String path = manifest.kind().path(manifest.namespace());
    return send(KubeOperation.CREATE, manifest, "POST", path + QUERY, manifest.content());
  }

  JsonNode replace(Manifest manifest) {
    return send(
        KubeOperation.REPLACE, manifest, "PUT", manifest.path() + QUERY, manifest.content());
  }

  /** With the uid and resourceVersion that the manifest has as preconditions. */
  JsonNode delete(Manifest manifest, String propagationPolicy) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    if (propagationPolicy != null) {
      options.put("propagationPolicy", propagationPolicy);
    }
    for (String precondition : List.of("uid", "resourceVersion")) {
      JsonNode value = manifest.content().path("metadata").get(precondition);
      if (value != null) {
        options.withObjectProperty("preconditions").set(precondition, value);
      }
    }
    return send(KubeOperation.DELETE, manifest, "DELETE", manifest.path(), options);
  }

  JsonNode apply(Manifest manifest, boolean force) {
    PatchContext context = PatchContext.of(PatchType.SERVER_SIDE_APPLY);
    context.setForce(force);
    return patch(KubeOperation.APPLY, manifest, context);
  }

  JsonNode patch(Manifest manifest, io.drover.kube.PatchType type) {
    return patch(KubeOperation.PATCH, manifest, type.context());
  }

  private JsonNode patch(KubeOperation verb, Manifest manifest, PatchContext context) {
    context.setFieldManager(Ownership.DROVER);
    context.setFieldValidation(STRICT);
    String text = manifest.content().toString();
    Supplier<GenericKubernetesResource> request = () -> resource(manifest).patch(context, text);
    GenericKubernetesResource patched =
        requests.send(verb.rights(), manifest.kind(), manifest.namespace(), request);
    return client().getKubernetesSerialization().convertValue(patched, JsonNode.class);
  }

  /** With the object at hand, so that the client does not ask for it. */
  private Resource<GenericKubernetesResource> resource(Manifest manifest) {
    GenericKubernetesResource item =
        client()
            .getKubernetesSerialization()
            .convertValue(manifest.reference(), GenericKubernetesResource.class);
    var all = client().genericKubernetesResources(manifest.kind().context());
    return manifest.namespace() == null
        ? all.resource(item)
        : all.inNamespace(manifest.namespace()).resource(item);
  }

  private JsonNode send(
      KubeOperation verb, Manifest manifest, String method, String path, JsonNode body) {
    return read(
        requests.send(
            verb.rights(),
            manifest.kind(),
            manifest.namespace(),
            () -> client().raw(path, method, body)));
  }

  /** What the API server answered, where that is its status. */
  JsonNode json(KubernetesClientException answer) {
    return client().getKubernetesSerialization().convertValue(answer.getStatus(), JsonNode.class);
  }

  private static JsonNode read(String answer) {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API server answered what is no JSON", e);
    }
  }

  private KubernetesClient client() {
    return requests.client();
  }
}
