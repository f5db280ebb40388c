package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;

/** A jq expression over the fields of an object, which gives true for those to take. */
final class JqCondition implements Condition {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private final CamelContext context;
  private final String text;
  private final Predicate predicate;

  /**
   * @param text jq, or {@code resource:NAME} of a file with it
   */
  JqCondition(CamelContext context, String text) {
    this.context = context;
    this.text = text;
    predicate = context.resolveLanguage("jq").createPredicate(text);
    predicate.init(context);
  }

  @Override
  public String refusal(GenericKubernetesResource object) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(JSON.convertValue(object, JsonNode.class));
    try {
      return predicate.matches(exchange) ? null : "the condition is false of it: " + text;
    } catch (RuntimeException e) {
      throw new UndecidedException(object, "condition: " + text + ": " + Reason.of(e));
    }
  }
}
