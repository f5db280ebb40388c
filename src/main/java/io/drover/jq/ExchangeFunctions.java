package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.script.JsonBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** Functions that read from the exchange. */
final class ExchangeFunctions {
  /** Where a function finds what it is asked for by name. */
  private interface Place {
    Object get(Exchange exchange, String name);
  }

  static final Map<String, JqFunction> ALL = all();

  private ExchangeFunctions() {}

  private static Map<String, JqFunction> all() {
    Map<String, JqFunction> all = new HashMap<>();
    add(all, "header", (exchange, name) -> exchange.getMessage().getHeader(name));
    add(all, "property", Exchange::getProperty);
    add(all, "variable", Exchange::getVariable);
    all.put("constant/1", (host, in, arguments, values) -> values.accept(arguments.get(0)));
    all.put(
        "body/0",
        (host, in, arguments, values) ->
            values.accept(host instanceof Exchange exchange ? body(exchange) : Values.NULL));
    return Map.copyOf(all);
  }

  /** With a name, and with a default beside it. */
  private static void add(Map<String, JqFunction> all, String function, Place place) {
    JqFunction reading = (host, in, arguments, values) -> read(place, host, arguments, values);
    all.put(function + "/1", reading);
    all.put(function + "/2", reading);
  }

  private static void read(
      Place place, Object host, List<JsonNode> arguments, Consumer<JsonNode> values) {
    if (!arguments.get(0).isTextual()) {
      throw new JqError(Values.typed(arguments.get(0)) + " is no name: write it between quotes");
    }
    String name = arguments.get(0).textValue();
    Object found = host instanceof Exchange exchange ? place.get(exchange, name) : null;
    if (found != null) {
      values.accept(toJson(found, (Exchange) host));
    } else {
      values.accept(arguments.size() > 1 ? arguments.get(1) : Values.NULL);
    }
  }

  /** JSON as it is, a boolean too; anything else as text. */
  private static JsonNode toJson(Object value, Exchange exchange) {
    if (value instanceof JsonNode json) {
      return json;
    }
    if (value instanceof Boolean bool) {
      return BooleanNode.valueOf(bool);
    }
    String text =
        exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, value);
    return text == null ? Values.NULL : TextNode.valueOf(text);
  }

  /** The message as JSON, null for an empty one. */
  static JsonNode body(Exchange exchange) {
    JsonNode body = JsonBody.of(exchange);
    return body == null ? Values.NULL : body;
  }
}
