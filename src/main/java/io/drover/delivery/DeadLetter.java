package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.CloudEvent;
import io.drover.store.RecordStore.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An event that cannot succeed as it is, as <a
 * href="https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md">CloudEvents
 * JSON</a>: {@code data} is the event's body as it entered the route, {@code data_base64} that of
 * one which could not be read. Extension attributes say what became of it: {@code droverroute},
 * {@code droverstep}, {@code droverreason}, {@code droverattempts}, {@code droverfirst} and {@code
 * droverkept} (times of the first attempt and of the letter), {@code droverreplay} (how often it
 * was replayed to be acted on anew).
 *
 * @param json the whole of it
 */
public record DeadLetter(ObjectNode json) {
  /** The table of the store that keeps them. */
  public static final String TABLE = "dead-letters";

  private static final String ROUTE = "droverroute";
  private static final String REPLAY = "droverreplay";
  private static final String REQUESTS = "droverrequests";
  private static final String MASKED = "drovermasked";

  /** What a letter has beside the attributes of its event. */
  private static final Set<String> OWN =
      Set.of(
          ROUTE,
          "droverstep",
          "droverreason",
          "droverattempts",
          "droverfirst",
          "droverkept",
          REPLAY,
          REQUESTS,
          MASKED,
          "datacontenttype",
          "data",
          "data_base64");

  static DeadLetter of(
      Settlement settlement, Object payload, int replay, Attempts.Tally tally, Instant now) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    settlement.event().attributes().forEach(letter::put);
    letter.put(ROUTE, settlement.route());
    letter.put("droverstep", settlement.step());
    letter.put("droverreason", settlement.reason());
    letter.put("droverattempts", tally.made());
    letter.put("droverfirst", tally.first().toString());
    letter.put("droverkept", now.toString());
    letter.put(REPLAY, replay);
    putData(letter, payload);
    return new DeadLetter(letter);
  }

  private static void putData(ObjectNode letter, Object payload) {
    if (payload instanceof byte[] bytes) {
      letter.put("data_base64", bytes);
    } else if (payload instanceof JsonNode json) {
      letter.put("datacontenttype", "application/json");
      letter.set("data", json);
    } else {
      letter.put("data", String.valueOf(payload));
    }
  }

  /** The key of an event's letter. */
  static String key(String route, String event) {
    return route + "/" + event;
  }

  static Place place(String route, String event) {
    return new Place(TABLE, key(route, event));
  }

  public String key() {
    return key(route(), text("id"));
  }

  public String route() {
    return text(ROUTE);
  }

  /** An attribute's text; null if the letter has none of that name. */
  public String text(String attribute) {
    JsonNode value = json.get(attribute);
    return value == null || value.isNull() ? null : value.asText();
  }

  CloudEvent event() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      if (each.getValue().isTextual() && !OWN.contains(each.getKey())) {
        attributes.put(each.getKey(), each.getValue().asText());
      }
    }
    return CloudEvent.of(attributes);
  }

  /** The body of an event that could be read, or null. */
  JsonNode data() {
    return json.get("data");
  }

  /** The bytes of an event that could not be read, or null. */
  byte[] bytes() {
    try {
      JsonNode bytes = json.get("data_base64");
      return bytes == null ? null : bytes.binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int replay() {
    return json.path(REPLAY).asInt();
  }

  /** Whether a secret was taken out of the event, so that it is not what it was. */
  boolean isMasked() {
    return json.path(MASKED).asBoolean();
  }

  DeadLetter masked(boolean isMasked) {
    return isMasked ? new DeadLetter(json.deepCopy().put(MASKED, true)) : this;
  }

  /**
   * This letter in place of an earlier one of the same event: no request raises the number twice,
   * and no number comes again.
   *
   * @param earlier or null
   */
  DeadLetter after(DeadLetter earlier) {
    if (earlier == null || !earlier.json.has(REQUESTS)) {
      return this;
    }
    ObjectNode merged = json.deepCopy().put(REPLAY, Math.max(replay(), earlier.replay()));
    merged.set(REQUESTS, earlier.json.get(REQUESTS));
    return new DeadLetter(merged);
  }

  /** The letter with its replay number raised for a request; once for each request. */
  DeadLetter raisedFor(String request) {
    for (JsonNode raisedBy : json.path(REQUESTS)) {
      if (raisedBy.asText().equals(request)) {
        return this;
      }
    }
    ObjectNode raised = json.deepCopy().put(REPLAY, replay() + 1);
    raised.withArray(REQUESTS).add(request);
    return new DeadLetter(raised);
  }
}
