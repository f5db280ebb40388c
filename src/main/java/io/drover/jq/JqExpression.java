package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.delivery.PermanentException;
import io.drover.script.ScriptLimits;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.ExpressionAdapter;

/** A program of jq as Camel's expression and predicate. */
final class JqExpression extends ExpressionAdapter {
  private static final int SHOWN = 3; // values in a message

  private final JqProgram program;
  private final String text;
  private final ScriptLimits limits;
  private final Expression source; // null for the body
  private final Class<?> type; // null for JSON

  JqExpression(
      JqProgram program, String text, ScriptLimits limits, Expression source, Class<?> type) {
    this.program = program;
    this.text = text;
    this.limits = limits;
    this.source = source;
    this.type = type;
  }

  @Override
  public void init(CamelContext context) {
    super.init(context);
    if (source != null) {
      source.init(context);
    }
  }

  @Override
  public Object evaluate(Exchange exchange) {
    List<JsonNode> outputs = outputs(exchange);
    if (outputs.size() > 1) {
      throw failed(
          "it gives %s; a message is one value: collect them in [...]".formatted(shown(outputs)));
    }
    JsonNode output = outputs.isEmpty() ? MissingNode.getInstance() : outputs.get(0);
    if (Kind.of(output) == Kind.NULL) {
      return null;
    }
    return type == null || type.isInstance(output)
        ? output
        : exchange.getContext().getTypeConverter().convertTo(type, exchange, output);
  }

  @Override
  public boolean matches(Exchange exchange) {
    List<JsonNode> outputs = outputs(exchange);
    if (outputs.size() != 1 || !outputs.get(0).isBoolean()) {
      throw failed("a filter gives true or false, once; this one gives " + shown(outputs));
    }
    return outputs.get(0).booleanValue();
  }

  private List<JsonNode> outputs(Exchange exchange) {
    return program.evaluate(input(exchange), limits, exchange);
  }

  private JsonNode input(Exchange exchange) {
    if (source == null) {
      return ExchangeFunctions.body(exchange);
    }
    JsonNode input = source.evaluate(exchange, JsonNode.class);
    return input == null ? Values.NULL : input;
  }

  private PermanentException failed(String what) {
    return new PermanentException("running " + program.name() + ": " + what);
  }

  /** Such as {@code 5 values: 1, 2, 3, ...}. */
  private static String shown(List<JsonNode> outputs) {
    if (outputs.isEmpty()) {
      return "nothing";
    }
    String first =
        outputs.stream()
            .limit(SHOWN)
            .map(value -> Values.shown(value, 100))
            .collect(Collectors.joining(", "));
    String more = outputs.size() > SHOWN ? ", ..." : "";
    return outputs.size() == 1 ? first : outputs.size() + " values: " + first + more;
  }

  @Override
  public String toString() {
    return "jq{" + text + "}";
  }
}
