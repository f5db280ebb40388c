package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
    Combinations.each(arguments, cursor.env, cursor.in, values -> call(cursor, values));
    return null;
  }

  private void call(Cursor cursor, JsonNode[] values) {
    List<JsonNode> results = new ArrayList<>();
    try {
      function.call(cursor.env.run.host(), cursor.in, List.of(values), results::add);
    } catch (JqError e) {
      throw e.at(line);
    }
    for (JsonNode result : results) {
      if (cursor.env.run.isLeaving()) {
        return;
      }
      cursor.emit(result);
    }
  }
}
