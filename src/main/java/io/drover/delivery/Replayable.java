package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import java.util.function.Consumer;

/** A source through which dead letters of its route can come again. */
public interface Replayable {
  /**
   * Runs the route on an event as it was kept.
   *
   * @param replay how often it was replayed to be acted on anew
   * @param acknowledge called once it is settled
   */
  void replay(CloudEvent event, JsonNode data, int replay, Consumer<Settlement> acknowledge);

  /** Tries again to read a message that could not be read, and settles what it finds. */
  void replayUnread(byte[] message, Consumer<Settlement> acknowledge);
}
