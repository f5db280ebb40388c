package io.drover.bucket;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The consumer of another component, whose exchanges a {@link Relay} takes. Called by one thread at
 * a time, but for {@link #keep}, {@link #trouble} and {@link #details}.
 */
interface Feed {
  /** Takes the exchanges, and ends each later on another thread. */
  abstract class Receiver extends AsyncProcessorSupport {
    /** Whether so many may come now. One that comes all the same waits until it may. */
    abstract boolean hasRoom(int messages);
  }

  /** What it reads, in words. */
  String name();

  /**
   * Begins to receive, or does again after {@link #close}.
   *
   * @throws Exception if the other side is away or refuses, in words for a person
   */
  void open(Receiver receiver) throws Exception;

  /** What keeps it from receiving while it is open, in words; null if nothing does. */
  String trouble();

  /** Whether it is to be closed and opened again. */
  boolean isBroken();

  /** Tells the other side of what is at work; called several times a second while open. */
  void tend();

  /** Receives no more, and does not wait for what is at work. */
  void pause();

  /** Ends. Calling it again does nothing. */
  void close();

  /** Of exchanges with the same key one is worked on after another; null for any order. */
  String order(Exchange exchange);

  /** How often the exchange's message has come, at least 1. */
  int deliveries(Exchange exchange);

  /**
   * Has the other side give the message again.
   *
   * @param wait at least so long from now
   * @return false if it keeps nothing
   */
  boolean keep(Exchange exchange, Duration wait);

  /** More for people to see. */
  Map<String, Object> details();
}
