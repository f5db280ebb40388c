package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.Circuit;
import io.drover.delivery.ForbiddenRequest;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;

/** The Workflows of a namespace. Knows no Camel; thread-safe. */
final class Workflows {
  /** A Workflow as the API server has it, and whether this call made it. */
  record Result(JsonNode workflow, boolean created) {
    /** That it was there, in words. */
    String found(Submission submission) {
      return submission.name() + " was there";
    }
  }

  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("argoproj.io")
          .withVersion("v1alpha1")
          .withKind("Workflow")
          .withPlural("workflows")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final Circuit circuit;
  private final String namespace;

  Workflows(KubernetesClient client, Circuit circuit, String namespace) {
    this.client = client;
    this.circuit = circuit;
    this.namespace = namespace;
  }

  String namespace() {
    return namespace;
  }

  /**
   * Creates a Workflow, unless it is there already for the same event.
   *
   * @throws PermanentException if another Workflow has the name
   */
  Result create(Submission submission) {
    ActionIdentity identity = submission.identity();
    GenericKubernetesResource resource =
        client
            .getKubernetesSerialization()
            .convertValue(submission.workflow(), GenericKubernetesResource.class);
    try {
      return new Result(
          json(
              circuit.call(
                  identity.route(),
                  () -> workflows().inNamespace(namespace).resource(resource).create())),
          true);
    } catch (KubernetesClientException e) {
      if (e.getStatus() == null || !"AlreadyExists".equals(e.getStatus().getReason())) {
        throw explained(e);
      }
    }
    return existing(resource.getMetadata().getName(), identity);
  }

  private RuntimeException explained(KubernetesClientException answer) {
    boolean noKind = answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND && isNoObject(answer);
    if (noKind) {
      return new TransientException(
          "the API server has no kind Workflow in argoproj.io/v1alpha1: install Argo Workflows, or"
              + " its CustomResourceDefinitions");
    }
    return forbidden("create").explain(client, answer);
  }

  /** A 404 about the path, not about an object such as the namespace. */
  private static boolean isNoObject(KubernetesClientException answer) {
    Status status = answer.getStatus();
    return status == null || status.getDetails() == null || status.getDetails().getName() == null;
  }

  private Result existing(String name, ActionIdentity identity) {
    GenericKubernetesResource found = get(name, identity.route());
    if (found == null) {
      throw new TransientException(
          "Workflow " + namespace + "/" + name + " existed and is gone: trying again");
    }
    JsonNode workflow = json(found);
    if (!identity.made(workflow.path("metadata"))) {
      throw new PermanentException(
          "submitting Workflow "
              + namespace
              + "/"
              + name
              + ": one of that name exists that was made for something else, as its annotations"
              + " drover.io/* say");
    }
    return new Result(workflow, false);
  }

  private GenericKubernetesResource get(String name, String route) {
    try {
      return circuit.call(route, () -> workflows().inNamespace(namespace).withName(name).get());
    } catch (KubernetesClientException e) {
      throw forbidden("get").explain(client, e);
    }
  }

  private ForbiddenRequest forbidden(String verb) {
    return new ForbiddenRequest(List.of(verb), KIND.getGroup(), KIND.getPlural(), namespace);
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      workflows() {
    return client.genericKubernetesResources(KIND);
  }

  private JsonNode json(GenericKubernetesResource resource) {
    return client.getKubernetesSerialization().convertValue(resource, JsonNode.class);
  }
}
