package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ActionLimit;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlements;
import io.drover.delivery.Step;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Submits the Workflow of an event; the body is then the Workflow as the API server has it. */
final class ArgoWorkflowProducer extends DefaultProducer {
  private final WorkflowManifest manifest;
  private final Workflows workflows;
  private final ActionLimit limit;

  ArgoWorkflowProducer(
      ArgoWorkflowEndpoint endpoint, WorkflowManifest manifest, KubernetesClient client) {
    super(endpoint);
    this.manifest = manifest;
    this.limit = new ActionLimit(endpoint.getMaxPerSecond(), endpoint.getMaxConcurrent());
    this.workflows =
        new Workflows(
            client,
            Settlements.of(endpoint.getCamelContext()).circuit(client),
            namespace(endpoint, manifest, client));
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    if (delivery == null) {
      throw new PermanentException(
          "argo-workflow:submit needs a route that begins with one of Drover's sources, since the"
              + " Workflow's name is made from the event's id");
    }
    JsonNode body = exchange.getMessage().getBody(JsonNode.class);
    if (body == null) {
      throw new PermanentException("argo-workflow:submit needs a JSON object as the body");
    }
    WorkflowIdentity identity =
        new WorkflowIdentity(
            delivery.event().id(),
            delivery.route(),
            Step.outermost(exchange),
            Step.part(exchange),
            delivery.replay());
    ObjectNode submission = manifest.submission(body, identity);
    String finished = delivery.finished(exchange);
    if (finished != null) {
      delivery.duplicate(exchange, finished + ", before");
      exchange.getMessage().setBody(submission);
      return;
    }
    Workflows.Result result =
        limit.run(
            () ->
                Settlements.of(exchange.getContext())
                    .timing(exchange, () -> workflows.create(submission, identity)));
    String what =
        "Workflow " + workflows.namespace() + "/" + submission.at("/metadata/name").asText();
    if (result.created()) {
      delivery.acted(exchange, "created " + what);
    } else {
      delivery.duplicate(exchange, what + " was there");
    }
    exchange.getMessage().setBody(result.workflow());
  }

  private static String namespace(
      ArgoWorkflowEndpoint endpoint, WorkflowManifest manifest, KubernetesClient client) {
    if (endpoint.getNamespace() != null && !endpoint.getNamespace().isEmpty()) {
      return endpoint.getNamespace();
    }
    if (manifest.namespace() != null) {
      return manifest.namespace();
    }
    return client.getNamespace() == null ? "default" : client.getNamespace();
  }
}
