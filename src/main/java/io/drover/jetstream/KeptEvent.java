package io.drover.jetstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.MessageReader;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An event on the bus: a CloudEvent in structured mode, whose extension attribute {@code
 * drovernote} is what its reader noted.
 */
final class KeptEvent {
  private static final String NOTE = "drovernote";
  private static final MessageReader READER = new CloudEventMessages();

  private KeptEvent() {}

  static byte[] write(ReadMessage content) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    content.event().attributes().forEach(json::put);
    if (content.note() != null) {
      json.put(NOTE, content.note());
    }
    json.put("datacontenttype", "application/json");
    json.set("data", content.body());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws io.drover.delivery.PermanentException if it is none
   */
  static ReadMessage read(byte[] message) {
    ReadMessage read = READER.read(message, Map.of());
    Map<String, String> attributes = read.event().attributes();
    String note = attributes.remove(NOTE);
    return new ReadMessage(CloudEvent.of(attributes), read.body(), note);
  }
}
