package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A condition on JSON, written in jq. */
public final class JqCondition {
  private static final Scope BUILTINS = builtins();

  private final JsonQuery query;

  private JqCondition(String expression) throws JsonQueryException {
    query = JsonQuery.compile(expression, Versions.JQ_1_7);
  }

  private static Scope builtins() {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
    return scope;
  }

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException if it is no jq
   */
  public static JqCondition compile(String expression) {
    try {
      return new JqCondition(expression);
    } catch (JsonQueryException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Whether a value meets it.
   *
   * @throws IllegalArgumentException if it gives anything but one true or false
   */
  public boolean test(JsonNode value) {
    List<JsonNode> results = new ArrayList<>();
    try {
      query.apply(Scope.newChildScope(BUILTINS), value, results::add);
    } catch (JsonQueryException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (results.size() != 1 || !results.get(0).isBoolean()) {
      String given = results.size() == 1 ? results.get(0).toString() : results.size() + " values";
      throw new IllegalArgumentException("gave " + given);
    }
    return results.get(0).booleanValue();
  }
}
