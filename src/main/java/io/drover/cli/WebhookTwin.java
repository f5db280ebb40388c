package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.routes.RouteFile;
import java.io.IOException;

/** The same route once more, with its events from the webhook. */
final class WebhookTwin {
  private static final String SUFFIX = "-webhook";
  private static final YAMLMapper YAML = new YAMLMapper();

  private WebhookTwin() {}

  /** The file's name, the route's id and those of its steps end with {@code -webhook}. */
  static RouteFile of(RouteFile file) {
    try {
      JsonNode routes = YAML.readTree(file.text());
      for (JsonNode item : routes) {
        ObjectNode route = (ObjectNode) item.get("route");
        rename(route);
        ObjectNode from = (ObjectNode) route.get("from");
        from.put("uri", "kamelet:webhook-bucket-source");
        renameSteps(from);
      }
      String name = file.name().replaceFirst("(\\.camel\\.yaml)$", SUFFIX + "$1");
      return new RouteFile(name, YAML.writeValueAsString(routes));
    } catch (IOException e) {
      throw new IllegalStateException(file.name() + " is YAML", e);
    }
  }

  /** Camel wants each id once in a context. */
  private static void renameSteps(JsonNode parent) {
    for (JsonNode item : parent.path("steps")) {
      for (JsonNode step : item) {
        rename((ObjectNode) step);
        renameSteps(step);
      }
    }
  }

  private static void rename(ObjectNode node) {
    node.put("id", node.get("id").asText() + SUFFIX);
  }
}
