package io.drover.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Something to happen in a rehearsal. Immutable. */
public final class Event {
  private final byte[] message;
  private final String contentType;
  private final Map<String, Object> headers;

  /**
   * Makes one.
   *
   * @param message as it reaches the source, in any shape that this accepts, or as the route has it
   * @param contentType of the object that it is about, if the message lacks it; or null
   * @param headers that the message has beside those of the source
   */
  public Event(byte[] message, String contentType, Map<String, Object> headers) {
    this.message = message.clone();
    this.contentType = contentType;
    this.headers = Map.copyOf(headers);
  }

  /** An event that is all in its message. */
  public static Event of(String message) {
    return of(message, Map.of());
  }

  static Event of(String message, Map<String, Object> headers) {
    return new Event(message.getBytes(StandardCharsets.UTF_8), null, headers);
  }

  byte[] message() {
    return message.clone();
  }

  String contentType() {
    return contentType;
  }

  Map<String, Object> headers() {
    return headers;
  }
}
