package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlements;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Makes the objects in the body be those that exist for the watched object. */
final class ReconcileProducer extends DefaultProducer {
  ReconcileProducer(KubeEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public void process(Exchange exchange) {
    WatchedOwner owner = WatchedOwner.of(exchange);
    Delivery delivery = Delivery.of(exchange);
    if (owner == null || delivery == null) {
      throw new PermanentException("kube:reconcile needs a route that begins with kube:watch");
    }
    List<ObjectNode> desired = desired(exchange);
    Reconciler.Result result =
        Settlements.of(exchange.getContext())
            .timing(exchange, () -> owner.reconciler().reconcile(owner, desired));
    delivery.acted(exchange, result.summary());
    ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(result.objects());
    exchange.getMessage().setBody(body);
  }

  private static List<ObjectNode> desired(Exchange exchange) {
    JsonNode body = exchange.getMessage().getBody(JsonNode.class);
    List<ObjectNode> objects = new ArrayList<>();
    if (body instanceof ObjectNode object) {
      objects.add(object.deepCopy());
      return objects;
    }
    if (!(body instanceof ArrayNode)) {
      throw new PermanentException(
          "kube:reconcile takes a list of Kubernetes objects; the body is "
              + (body == null ? "empty" : "of type " + body.getNodeType()));
    }
    for (JsonNode item : body) {
      if (!(item instanceof ObjectNode object)) {
        throw new PermanentException(
            "kube:reconcile takes a list of Kubernetes objects; one of it is of type "
                + item.getNodeType());
      }
      objects.add(object.deepCopy());
    }
    return objects;
  }
}
