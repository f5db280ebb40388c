package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import java.util.List;
import java.util.Map;

/**
 * Makes events of what a transport carries. Sources that do not know what their messages are about
 * are given one. Thread-safe.
 */
public interface MessageReader {
  /**
   * Reads a message as its sender made it.
   *
   * @param headers of the transport, by name; the first value of each
   * @throws PermanentException if no event can be made of it
   */
  ReadMessage read(byte[] message, Map<String, String> headers);

  /**
   * Reads a message as its sender made it, or as a route has it.
   *
   * @param contentType of the object that the event is about, if the message lacks it; or null
   * @throws PermanentException if no event can be made of it
   */
  ReadMessage readAny(byte[] message, String contentType);

  /** The attributes of a message that cannot be read: the same for the same bytes. */
  CloudEvent unreadable(byte[] message);

  /**
   * Adds to the body, in place, what its sender omitted, by asking others for it; called right
   * before the route runs. Whatever is thrown is the end of that attempt, as if the route had
   * thrown it.
   *
   * @return the same body, and perhaps another note
   */
  default ReadMessage complete(ReadMessage content) {
    return content;
  }

  /**
   * Judges by the conditions that there are now what was read and then kept for a while; called
   * before {@link #complete}.
   *
   * @return the same, or what of it is still for the route
   */
  default ReadMessage again(ReadMessage kept) {
    return kept;
  }

  /** What lists what the source holds from before; null if it cannot. */
  default Backfill backfill() {
    return null;
  }

  /** What finds events beside the transport: a new one for each consumer; null if nothing does. */
  default Companion companion() {
    return null;
  }

  /**
   * The ids of the events of which the one in a body is made, if others may tell of each alone:
   * they are finished with it. Empty if it is not made of several.
   */
  default List<String> parts(JsonNode body) {
    return List.of();
  }
}
