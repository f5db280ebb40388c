package io.drover.workflow;

import io.drover.delivery.ActionLimit;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlements;
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
            endpoint.namespace(client));
  }

  @Override
  public void process(Exchange exchange) {
    Submission submission = Submission.of(exchange, manifest, workflows.namespace());
    Delivery delivery = Delivery.of(exchange);
    String finished = delivery.finished(exchange);
    if (finished != null) {
      delivery.duplicate(exchange, finished + ", before");
      exchange.getMessage().setBody(submission.workflow());
      return;
    }
    Workflows.Result result =
        limit.run(
            () ->
                Settlements.of(exchange.getContext())
                    .timing(exchange, () -> workflows.create(submission)));
    if (result.created()) {
      delivery.acted(exchange, "created " + submission.name());
    } else {
      delivery.duplicate(exchange, result.found(submission));
    }
    exchange.getMessage().setBody(result.workflow());
  }
}
