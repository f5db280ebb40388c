package io.drover.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
 * @param extensions other attributes, by name: lower-case letters and digits
 */
public record CloudEvent(
    String id,
    String source,
    String type,
    String subject,
    String time,
    Map<String, String> extensions) {
  public static final String ID_HEADER = "ce-id";

  private static final String PREFIX = "ce-";
  private static final Set<String> OWN =
      Set.of("specversion", "id", "source", "type", "subject", "time");

  public CloudEvent {
    Map<String, String> others = new TreeMap<>(extensions);
    others.keySet().removeIf(name -> OWN.contains(name) || !name.matches("[a-z0-9]+"));
    extensions = Collections.unmodifiableMap(others);
  }

  /** One without extension attributes. */
  public CloudEvent(String id, String source, String type, String subject, String time) {
    this(id, source, type, subject, time, Map.of());
  }

  /** That of {@link #attributes}. */
  public static CloudEvent of(Map<String, String> attributes) {
    return new CloudEvent(
        attributes.get("id"),
        attributes.get("source"),
        attributes.get("type"),
        attributes.get("subject"),
        attributes.get("time"),
        attributes);
  }

  /** With one more extension attribute. */
  public CloudEvent with(String name, String value) {
    Map<String, String> more = new TreeMap<>(extensions);
    more.put(name, value);
    return new CloudEvent(id, source, type, subject, time, more);
  }

  /** Those that are known, by name. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", source);
    attributes.put("type", type);
    if (subject != null) {
      attributes.put("subject", subject);
    }
    if (time != null) {
      attributes.put("time", time);
    }
    attributes.putAll(extensions);
    return attributes;
  }

  /** The headers of the attributes that are known. */
  public Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    attributes().forEach((name, value) -> headers.put(PREFIX + name, value));
    return headers;
  }
}
