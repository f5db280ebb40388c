package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes what an expression gives, value by value. */
interface Out {
  /**
   * Takes a value.
   *
   * @param path how it was reached; null where nobody asks
   */
  void emit(JsonNode value, Path path);
}
