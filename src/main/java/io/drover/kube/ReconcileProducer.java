package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlements;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Makes the objects in the body be those that exist for the watched object. */
final class ReconcileProducer extends DefaultProducer {
  private final ReconcileRules rules;

  ReconcileProducer(KubeEndpoint endpoint) {
    super(endpoint);
    rules = endpoint.rules();
  }

  @Override
  public void process(Exchange exchange) {
    WatchedOwner owner = WatchedOwner.of(exchange);
    Delivery delivery = Delivery.of(exchange);
    List<ObjectNode> desired = DesiredObjects.of(exchange.getMessage().getBody(JsonNode.class));
    ReconcileResult result = new ReconcileResult(rules.policy());
    try {
      Settlements.of(exchange.getContext())
          .timing(
              exchange,
              () -> {
                owner.reconciler().reconcile(owner, desired, rules, result);
                return result;
              });
    } finally { // of several children some may be done
      OwnerEvents.done(exchange, owner, result);
    }
    delivery.acted(exchange, result.summary());
    ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(result.objects());
    exchange.getMessage().setBody(body);
  }
}
