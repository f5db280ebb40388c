package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.jq.JqLibrary;
import io.drover.jq.JqProgram;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.util.List;

/** A condition on JSON, written in jq. */
public final class JqCondition {
  private final JqProgram program;

  private JqCondition(JqProgram program) {
    this.program = program;
  }

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException if it is no jq
   */
  public static JqCondition compile(String expression) {
    return new JqCondition(
        JqProgram.compile(new ScriptText("condition", expression), JqLibrary.PLAIN));
  }

  /**
   * Whether a value meets it.
   *
   * @throws IllegalArgumentException if it gives anything but one true or false
   */
  public boolean test(JsonNode value) {
    List<JsonNode> results;
    try {
      results = program.evaluate(value, ScriptLimits.DEFAULT, null);
    } catch (PermanentException e) {
      String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException(message, e);
    }
    if (results.size() != 1 || !results.get(0).isBoolean()) {
      String given = results.size() == 1 ? results.get(0).toString() : results.size() + " values";
      throw new IllegalArgumentException("gave " + given);
    }
    return results.get(0).booleanValue();
  }
}
