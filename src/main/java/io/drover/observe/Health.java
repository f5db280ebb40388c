package io.drover.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.HealthDetail;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page of health: as a whole up while Drover takes events, with details that do not change
 * that, as a sick route is no reason to cut the others off.
 */
final class Health {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Readiness readiness;

  Health(Readiness readiness) {
    this.readiness = readiness;
  }

  ObjectNode ready() {
    ObjectNode page = page();
    check(page, "readiness", readiness.isReady(), Map.of("state", readiness.word()));
    return page;
  }

  ObjectNode all(List<? extends HealthDetail> routes, List<? extends HealthDetail> others) {
    ObjectNode page = ready();
    Stream.concat(routes.stream(), others.stream()).forEach(detail -> add(page, detail));
    return page;
  }

  private ObjectNode page() {
    ObjectNode page =
        JsonNodeFactory.instance.objectNode().put("status", word(readiness.isReady()));
    page.putArray("checks");
    return page;
  }

  private static void add(ObjectNode page, HealthDetail detail) {
    try {
      check(page, detail.name(), detail.isWell(), detail.data());
    } catch (RuntimeException e) { // says nothing of the others
      check(page, detail.getClass().getSimpleName(), false, Map.of("error", e.toString()));
    }
  }

  private static void check(ObjectNode page, String name, boolean up, Map<String, Object> data) {
    ObjectNode check = ((ArrayNode) page.get("checks")).addObject();
    check.put("name", name).put("status", word(up)).set("data", JSON.valueToTree(data));
  }

  /** The page of a process that answers. */
  static ObjectNode live() {
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("status", word(true));
    page.putArray("checks");
    return page;
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
