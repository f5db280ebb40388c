package io.drover.testing;

import java.util.Map;

/**
 * Something to happen in a rehearsal.
 *
 * @param message as it reaches the source, in any shape that this accepts, or as the route has it
 * @param contentType of the object that it is about, if the message lacks it; or null
 * @param headers that the message has beside those of the source
 */
public record Event(String message, String contentType, Map<String, Object> headers) {
  /** An event that is all in its message. */
  public static Event of(String message) {
    return new Event(message, null, Map.of());
  }
}
