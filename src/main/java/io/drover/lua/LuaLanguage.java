package io.drover.lua;

import io.drover.script.ScriptLimits;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.LanguageSupport;

/**
 * Lua on the message body as JSON, which the script finds in {@code event}. As an expression the
 * result is what the script returns, as a Jackson tree; as a predicate it must return true or
 * false. The script stands in the route, or in a file: {@code resource:NAME.lua}.
 */
@Language("lua")
public class LuaLanguage extends LanguageSupport {
  @Override
  public Predicate createPredicate(String expression) {
    return create(expression);
  }

  @Override
  public Expression createExpression(String expression) {
    return create(expression);
  }

  private LuaExpression create(String expression) {
    String name = expression.startsWith("resource:") ? fileName(expression) : "script";
    ScriptLimits limits = ScriptLimits.of(getCamelContext());
    LuaExpression script = new LuaExpression(name, loadResource(expression), limits);
    script.init(getCamelContext());
    return script;
  }

  private static String fileName(String location) {
    return location.substring(Math.max(location.lastIndexOf(':'), location.lastIndexOf('/')) + 1);
  }
}
