package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.JsonBody;
import io.drover.script.ScriptLimits;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.support.ExpressionAdapter;

/** A Lua script as Camel's expression and predicate. */
final class LuaExpression extends ExpressionAdapter {
  private final String name;
  private final String text;
  private final LuaScript script;

  private final ScriptLimits limits;

  LuaExpression(String name, String text, ScriptLimits limits) {
    this.name = name;
    this.text = text;
    this.limits = limits;
    try {
      this.script = LuaScript.compile(name, text);
    } catch (IllegalArgumentException e) {
      throw new ExpressionIllegalSyntaxException(name, e);
    }
  }

  @Override
  public Object evaluate(Exchange exchange) {
    JsonNode body = JsonBody.of(exchange);
    return script.run(body, exchange.getMessage()::getHeaders, new Budget(limits));
  }

  @Override
  public boolean matches(Exchange exchange) {
    Object result = evaluate(exchange);
    if (result instanceof JsonNode json && json.isBoolean()) {
      return json.booleanValue();
    }
    throw new PermanentException(
        "running "
            + name
            + ": a filter returns true or false, this one returned "
            + (result == null ? "nothing" : Shown.json((JsonNode) result)));
  }

  @Override
  public String toString() {
    return "lua{" + text + "}";
  }
}
