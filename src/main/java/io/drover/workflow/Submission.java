package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import org.apache.camel.Exchange;

/**
 * The Workflow of an event, as it is to be created.
 *
 * @param workflow with its name, namespace, arguments and annotations
 */
record Submission(ObjectNode workflow, ActionIdentity identity) {

  /**
   * Made from the message body.
   *
   * @throws PermanentException if no Workflow can be made from it
   */
  static Submission of(Exchange exchange, WorkflowManifest manifest, String namespace) {
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
    ActionIdentity identity = ActionIdentity.of(delivery, exchange);
    ObjectNode workflow = manifest.submission(body, identity);
    ((ObjectNode) workflow.get("metadata")).put("namespace", namespace);
    return new Submission(workflow, identity);
  }

  /** Such as {@code Workflow argo/script-resize-wf-k6lhdw7l4zfk7q5t}. */
  String name() {
    return "Workflow " + qualifiedName();
  }

  /** Such as {@code argo/script-resize-wf-k6lhdw7l4zfk7q5t}. */
  String qualifiedName() {
    JsonNode metadata = workflow.get("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
  }
}
