package io.drover.testing.mutation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signs and words of a language, each with those that may stand in its place. */
final class Swaps {
  private static final Map<String, List<String>> OF_ALL =
      Map.of(
          "<", List.of("<=", ">="),
          "<=", List.of("<", ">"),
          ">", List.of(">=", "<="),
          ">=", List.of(">", "<"),
          "+", List.of("-"),
          "-", List.of("+"),
          "and", List.of("or"),
          "or", List.of("and"),
          "true", List.of("false"),
          "false", List.of("true"));

  private final Map<String, List<String>> swaps = new HashMap<>(OF_ALL);

  /**
   * @param own those that the language has beside the ones that all have
   */
  Swaps(Map<String, String> own) {
    own.forEach((sign, other) -> swaps.put(sign, List.of(other)));
  }

  /** What may stand in the place of a sign or word; nothing for most words. */
  List<String> of(Token token) {
    return swaps.getOrDefault(token.text(), List.of());
  }
}
