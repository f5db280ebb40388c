package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Calls a function of the surroundings. */
final class HostNode extends Node {
  private final JqFunction function;
  private final List<Node> arguments;
  private final int line;

  HostNode(JqFunction function, List<Node> arguments, int line) {
    this.function = function;
    this.arguments = arguments;
    this.line = line;
  }

  @Override
  Node step(Cursor cursor) {
    List<JsonNode> values = new ArrayList<>(Collections.nCopies(arguments.size(), Values.NULL));
    combine(cursor, values, arguments.size() - 1);
    return null;
  }

  private void combine(Cursor cursor, List<JsonNode> values, int index) {
    if (index < 0) {
      List<JsonNode> results = new ArrayList<>();
      try {
        function.call(cursor.env.run.host(), cursor.in, List.copyOf(values), results::add);
      } catch (JqError e) {
        throw e.at(line);
      }
      results.forEach(cursor::emit);
      return;
    }
    arguments
        .get(index)
        .run(
            cursor.env,
            cursor.in,
            null,
            (value, path) -> {
              values.set(index, value);
              combine(cursor, values, index - 1);
            });
  }
}
