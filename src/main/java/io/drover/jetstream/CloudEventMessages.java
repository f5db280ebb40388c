package io.drover.jetstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.delivery.MessageReader;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads messages of JSON. The attributes of one in which a <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md">CloudEvent</a>
 * is carried are that event's: in headers {@code ce-*} (binary mode), or around {@code data}
 * (structured mode, as Argo Events has it on its bus). Another message is an event of its own, with
 * {@code Nats-Msg-Id} as its id, else its place in the stream.
 */
final class CloudEventMessages implements MessageReader {
  static final String STREAM = "Nats-Stream";
  static final String SUBJECT = "Nats-Subject";
  static final String SEQUENCE = "Nats-Sequence";
  static final String TIME = "Nats-Time-Stamp";
  static final String MESSAGE_ID = "Nats-Msg-Id";

  static final String TYPE = "io.nats.jetstream.message";

  /** Of the members of a CloudEvent in JSON those that are about its data. */
  private static final Set<String> PAYLOAD = Set.of("data", "data_base64", "datacontenttype");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  @Override
  public ReadMessage read(byte[] message, Map<String, String> headers) {
    if (headers.containsKey("ce-id")) {
      return new ReadMessage(AttributeHeaders.read(headers), parse(message, "the message"), null);
    }
    JsonNode json = parse(message, "the message");
    return isStructured(json)
        ? structured(json)
        : new ReadMessage(ofMessage(headers, message), json, null);
  }

  @Override
  public ReadMessage readAny(byte[] message, String contentType) {
    return read(message, Map.of());
  }

  @Override
  public CloudEvent unreadable(byte[] message) {
    return new CloudEvent(hash(message), "nats", "unreadable", null, null);
  }

  private static boolean isStructured(JsonNode json) {
    return json.path("specversion").isTextual()
        && json.path("id").isTextual()
        && json.path("source").isTextual()
        && json.path("type").isTextual();
  }

  private static ReadMessage structured(JsonNode json) {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      if (!PAYLOAD.contains(each.getKey()) && isAttribute(each.getValue())) {
        attributes.put(each.getKey(), each.getValue().asText());
      }
    }
    return new ReadMessage(CloudEvent.of(attributes), data(json), null);
  }

  private static boolean isAttribute(JsonNode value) {
    return value.isTextual() || value.isNumber() || value.isBoolean();
  }

  private static JsonNode data(JsonNode json) {
    if (json.has("data")) {
      return json.get("data");
    }
    String encoded = text(json, "data_base64");
    if (encoded == null) {
      throw new PermanentException("the CloudEvent has neither data nor data_base64");
    }
    try {
      return parse(Base64.getDecoder().decode(encoded), "data_base64 of the CloudEvent");
    } catch (IllegalArgumentException e) {
      throw new PermanentException("data_base64 of the CloudEvent is not base64", e);
    }
  }

  /** The same for a message however often it is delivered. */
  private static CloudEvent ofMessage(Map<String, String> headers, byte[] message) {
    String stream = headers.get(STREAM);
    String id = headers.get(MESSAGE_ID);
    if (id == null) {
      id =
          stream == null
              ? hash(message)
              : StableHash.of(Arrays.asList(stream, headers.get(SEQUENCE), headers.get(TIME)));
    }
    String source = stream == null ? "nats" : "nats:" + stream;
    return new CloudEvent(id, source, TYPE, headers.get(SUBJECT), headers.get(TIME));
  }

  private static String hash(byte[] message) {
    return StableHash.of(List.of(Base64.getEncoder().encodeToString(message)));
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).isTextual() ? json.get(name).asText() : null;
  }

  /** What stands there is not repeated: reasons are logged, and a message never is. */
  private static JsonNode parse(byte[] content, String what) {
    if (content.length == 0) {
      throw new PermanentException(what + " is empty, and should be JSON");
    }
    try {
      return JSON.readValue(content);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ": see its line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new PermanentException(what + " is not JSON" + where, e);
    } catch (IOException e) {
      throw new PermanentException(what + " cannot be read", e);
    }
  }
}
