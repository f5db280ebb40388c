package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.StableHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Workflow was made for. The same identity always gives the same name, so that the API
 * server itself refuses to make a second one.
 *
 * @param part the index of the split part, or 0; of a part of a part as in 1.0
 * @param replay how often the event was replayed to make a new Workflow, or 0
 */
record WorkflowIdentity(String eventId, String route, String step, String part, int replay) {

  String name(String generateName) {
    return generateName
        + StableHash.of(List.of(eventId, route, step, part, String.valueOf(replay)));
  }

  Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("drover.io/event-id", eventId);
    annotations.put("drover.io/route", route);
    annotations.put("drover.io/step", step);
    annotations.put("drover.io/part", part);
    annotations.put("drover.io/replay", String.valueOf(replay));
    return annotations;
  }

  /** Whether an existing Workflow says that it was made for the same. */
  boolean made(JsonNode metadata) {
    return annotations().entrySet().stream()
        .allMatch(a -> a.getValue().equals(metadata.path("annotations").path(a.getKey()).asText()));
  }
}
