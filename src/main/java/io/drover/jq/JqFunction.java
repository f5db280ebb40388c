package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/** A function that the surroundings of a program add to jq. */
@FunctionalInterface
public interface JqFunction {
  /**
   * Gives its values, none of which it changes later.
   *
   * @param host what the program is evaluated for, such as an exchange; null for nothing
   * @param in its input
   * @param arguments a value each; a function is called for each combination of values
   * @throws JqError for what the program may catch
   */
  void call(Object host, JsonNode in, List<JsonNode> arguments, Consumer<JsonNode> values);
}
