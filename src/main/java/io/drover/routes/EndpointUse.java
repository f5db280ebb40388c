package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * The address that a step takes from or sends to.
 *
 * @param pointer where the address stands
 * @param parameters its options beside the address, or missing
 */
record EndpointUse(RouteStep step, String uri, String pointer, JsonNode parameters) {
  static Optional<EndpointUse> of(RouteStep step, String pointer, JsonNode node) {
    if (step.name().equals("kamelet")) {
      String name = node.isTextual() ? node.asText() : node.path("name").asText("");
      return Optional.of(
          new EndpointUse(step, "kamelet:" + name, step.pointer(), node.path("parameters")));
    }
    if (node.isTextual()) {
      return Optional.of(new EndpointUse(step, node.asText(), pointer, MissingNode.getInstance()));
    }
    String uri = node.path("uri").asText(null);
    return Optional.ofNullable(uri)
        .map(
            u -> new EndpointUse(step, u, YamlTree.child(pointer, "uri"), node.path("parameters")));
  }

  /** Where a parameter stands. */
  String parameterPointer(String name) {
    String owner = step.name().equals("kamelet") ? step.pointer() : parent();
    return YamlTree.child(YamlTree.child(owner, "parameters"), name);
  }

  private String parent() {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  /** The address without its query. */
  String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** The query of the address, or an empty text. */
  String query() {
    int query = uri.indexOf('?');
    return query < 0 ? "" : uri.substring(query + 1);
  }
}
