package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds queues within the process in routes that begin with a kamelet: the kamelet would take the
 * event for done once it is in the queue, and what happens to it from there on would be lost.
 */
final class Queues {
  private Queues() {}

  static List<Fault> faults(RouteTree routes) {
    Map<String, Boolean> fromKamelet = new HashMap<>();
    for (RouteStep head : routes.heads()) {
      JsonNode from = head.name().equals("from") ? head.options() : head.options().path("from");
      fromKamelet.put(head.route(), uri(from).startsWith("kamelet:"));
    }
    List<Fault> faults = new ArrayList<>();
    for (RouteStep step : routes.steps()) {
      boolean queue = step.name().startsWith("to") && uri(step.options()).startsWith("seda:");
      if (queue && fromKamelet.getOrDefault(step.route(), false)) {
        String message =
            "the event would be acknowledged before the steps behind the queue are done: call them"
                + " by direct:, or begin the route with the kamelet's own source, such as"
                + " bucket:webhook";
        faults.add(Fault.of(step, routes.line(step.pointer()), message, false));
      }
    }
    return faults;
  }

  private static String uri(JsonNode options) {
    return options.isTextual() ? options.asText() : options.path("uri").asText();
  }
}
