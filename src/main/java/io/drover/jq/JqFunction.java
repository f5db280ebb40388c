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

  /**
   * What is wrong with a call, as far as it is known when the program is compiled.
   *
   * @param constants its arguments, null for those that are only known with an event
   */
  default List<String> faults(List<JsonNode> constants) {
    return List.of();
  }
}
