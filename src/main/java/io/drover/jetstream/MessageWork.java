package io.drover.jetstream;

import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.nats.client.Message;
import java.time.Duration;
import java.util.function.Consumer;

/** What is done with the messages of a durable consumer. Thread-safe. */
interface MessageWork {
  /** The id of the route that the messages are for. */
  String route();

  /**
   * Makes an event of a message.
   *
   * @throws PermanentException if none can be made of it
   */
  ReadMessage read(Message message);

  /** Settles a message of which no event can be made. */
  Settlement unreadable(Message message, PermanentException why);

  /** Messages with the same key are worked on in order; null for one that has none. */
  String key(ReadMessage content);

  /**
   * Works on an event.
   *
   * @param acknowledge called once, on this or another thread
   */
  void deliver(ReadMessage content, Consumer<Settlement> acknowledge);

  /** How long no message is to be taken; zero if the next one may be. */
  Duration hold();

  /** Whether messages are to be worked on; those that are not are handed back. */
  boolean isOpen();
}
