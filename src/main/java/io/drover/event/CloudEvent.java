package io.drover.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of an event as <a href="https://github.com/cloudevents/spec">CloudEvents 1.0</a>
 * names them. On an exchange each is a header {@code ce-NAME}, as in the HTTP binding's binary
 * mode.
 *
 * @param id stable: the same event has the same id on every transport and every retry
 * @param source where it happened, a URI reference
 * @param type what happened
 * @param subject what it happened to, or null
 * @param time when, RFC 3339, or null if the sender did not say
 */
public record CloudEvent(String id, String source, String type, String subject, String time) {
  public static final String ID_HEADER = "ce-id";

  /** The headers of the attributes that are known. */
  public Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("ce-specversion", "1.0");
    headers.put(ID_HEADER, id);
    headers.put("ce-source", source);
    headers.put("ce-type", type);
    if (subject != null) {
      headers.put("ce-subject", subject);
    }
    if (time != null) {
      headers.put("ce-time", time);
    }
    return headers;
  }
}
