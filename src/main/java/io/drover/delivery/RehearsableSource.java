package io.drover.delivery;

import java.util.List;
import java.util.function.Consumer;

/**
 * The consumer of a source that can be given messages by hand without being started: to try a
 * route. It does with them what it does with those that come by themselves.
 */
public interface RehearsableSource {
  /**
   * Takes a message.
   *
   * @param message in any shape that the source accepts, or as the route has it
   * @param contentType of the object that the event is about, if the message lacks it; or null
   * @param acknowledge called once
   */
  void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge);

  /** Something that it could take. */
  @FunctionalInterface
  interface Waiting {
    /**
     * Takes it.
     *
     * @param acknowledge called once
     */
    void receive(Consumer<Settlement> acknowledge);
  }

  /**
   * What it would take if it started now.
   *
   * @throws UnsupportedOperationException if it cannot know that
   */
  default List<Waiting> all() {
    throw new UnsupportedOperationException("the source waits for events and cannot ask for them");
  }
}
