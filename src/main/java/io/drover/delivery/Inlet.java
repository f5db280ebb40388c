package io.drover.delivery;

import io.drover.event.CloudEvent;
import io.drover.store.RecordTable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The way into a route for events of its source, whoever finds them. Thread-safe. */
public interface Inlet {
  /** The id of the route whose author named the source. */
  String route();

  /**
   * Runs the route on what is for it.
   *
   * @param acknowledge called once, on this or another thread
   */
  void deliver(ReadMessage content, Consumer<Settlement> acknowledge);

  /** How long no event is to be taken; zero if the next one may be. */
  Duration hold();

  /**
   * Whether this process is to look for events now: not while the source is suspended or stops, and
   * of several replicas only the one that leads, unless a bus gives each event to one of them.
   */
  boolean isOpen();

  /**
   * Whether an event needs no more: it was acted on, or is a dead letter.
   *
   * @throws IOException if that cannot be found out
   */
  boolean isFinished(CloudEvent event) throws IOException;

  /** Where to keep how far the source is, under keys that begin with the route's id. */
  RecordTable positions();

  /** Shows a detail of health until the source stops. */
  void show(HealthDetail detail);
}
