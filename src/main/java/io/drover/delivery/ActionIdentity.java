package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.StableHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What an object was made for. The same identity always gives the same name and annotations, so
 * that the API server itself refuses to make a second one, and the first one can be told.
 *
 * @param part the index of the split part, or 0; of a part of a part as in 1.0
 * @param replay how often the event was replayed to be acted on anew, or 0
 */
public record ActionIdentity(String eventId, String route, String step, String part, int replay) {

  /** That of the step which an exchange is in. */
  public static ActionIdentity of(Delivery delivery, Exchange exchange) {
    return new ActionIdentity(
        delivery.event().id(),
        delivery.route(),
        Step.outermost(exchange),
        Step.part(exchange),
        delivery.replay());
  }

  /** A name for the one object of the action. */
  public String name(String generateName) {
    return generateName
        + StableHash.of(List.of(eventId, route, step, part, String.valueOf(replay)));
  }

  /**
   * A name for one of several objects of the action.
   *
   * @param item which one, from 0
   */
  public String name(String generateName, int item) {
    String number = String.valueOf(item);
    return item == 0
        ? name(generateName)
        : generateName
            + StableHash.of(List.of(eventId, route, step, part, String.valueOf(replay), number));
  }

  /** How an object says what it was made for. */
  public Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("drover.io/event-id", eventId);
    annotations.put("drover.io/route", route);
    annotations.put("drover.io/step", step);
    annotations.put("drover.io/part", part);
    annotations.put("drover.io/replay", String.valueOf(replay));
    return annotations;
  }

  /** Whether an existing object says that it was made for the same. */
  public boolean made(JsonNode metadata) {
    return annotations().entrySet().stream()
        .allMatch(a -> a.getValue().equals(metadata.path("annotations").path(a.getKey()).asText()));
  }
}
