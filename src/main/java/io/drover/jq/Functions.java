package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Functions that make one value of their input and of the values of their arguments. */
final class Functions {
  /** Such a function. */
  interface Plain {
    /**
     * Its value.
     *
     * @throws JqError if it has none
     */
    JsonNode of(Run run, JsonNode in, JsonNode[] arguments);
  }

  private static final Map<String, Plain> ALL = all();

  private Functions() {}

  /** By name and number of arguments, such as {@code has/1}; null if there is none. */
  static Plain find(String signature) {
    return ALL.get(signature);
  }

  static Map<String, Plain> map() {
    return ALL;
  }

  private static Map<String, Plain> all() {
    Map<String, Plain> all = new HashMap<>();
    ValueFunctions.addTo(all);
    TextFunctions.addTo(all);
    MathFunctions.addTo(all);
    DateFunctions.addTo(all);
    return Map.copyOf(all);
  }
}
