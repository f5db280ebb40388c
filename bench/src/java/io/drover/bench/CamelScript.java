package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;

/** A script as routes evaluate it: compiled once by Camel's language of its name. */
final class CamelScript {
  private final Exchange exchange;
  private final Expression transform;
  private final Predicate filter;

  CamelScript(CamelContext context, String language, boolean isFilter, String text) {
    Language lookedUp = context.resolveLanguage(language);
    transform = isFilter ? null : lookedUp.createExpression(text);
    filter = isFilter ? lookedUp.createPredicate(text) : null;
    if (isFilter) {
      filter.init(context);
    } else {
      transform.init(context);
    }
    exchange = new DefaultExchange(context);
    exchange.setVariable("allowedAnnotations", BenchScript.ALLOWED_ANNOTATIONS);
  }

  JsonNode evaluate(JsonNode event) {
    exchange.getMessage().setBody(event);
    return filter == null
        ? (JsonNode) transform.evaluate(exchange, Object.class)
        : BooleanNode.valueOf(filter.matches(exchange));
  }
}
