package io.drover.bench;

import io.drover.bench.QueueReader.Running;

/** A transport of bucket events, with both that take them and whoever brings them. */
interface SourceTransport extends AutoCloseable {
  /** What the table calls it. */
  String name();

  /** Starts Drover with a route that only counts, ready to take events. */
  Running drover() throws Exception;

  /** Starts a bare loop by the same client, ready to take events. */
  Running bare() throws Exception;

  /**
   * Has events taken, numbered from the first one on.
   *
   * @return how many seconds that took
   */
  double bring(Running taker, int first, int events) throws Exception;

  @Override
  void close();
}
