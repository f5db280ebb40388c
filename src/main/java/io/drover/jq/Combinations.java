package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** All combinations of what several expressions give; those of the last one change slowest. */
final class Combinations {
  /** Is handed a combination, to keep. */
  interface Use {
    void of(JsonNode[] values);
  }

  private Combinations() {}

  /** The only one that there is of single expressions. */
  static JsonNode[] ofSingle(List<Node> nodes, Env env, JsonNode in) {
    JsonNode[] values = new JsonNode[nodes.size()];
    for (int i = values.length - 1; i >= 0; i--) {
      values[i] = nodes.get(i).value(env, in);
    }
    return values;
  }

  static void each(List<Node> nodes, Env env, JsonNode in, Use use) {
    each(nodes, env, in, new JsonNode[nodes.size()], nodes.size() - 1, use);
  }

  private static void each(
      List<Node> nodes, Env env, JsonNode in, JsonNode[] values, int index, Use use) {
    if (index < 0) {
      use.of(values.clone());
      return;
    }
    nodes
        .get(index)
        .run(
            env,
            in,
            null,
            (value, path) -> {
              values[index] = value;
              each(nodes, env, in, values, index - 1, use);
            });
  }
}
