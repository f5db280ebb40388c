package io.drover.delivery;

/**
 * Finds events of a source beside its transport, such as those which that lost. Belongs to one
 * consumer. Found events that the transport delivers too are one, by their id.
 */
public interface Companion {
  /**
   * Begins, on threads of its own: before the transport does, so that nothing falls between them.
   *
   * @throws Exception if it cannot be as its options say, in words for a person
   */
  void start(Inlet inlet) throws Exception;

  /** Ends what was begun, and waits a little for what is at work. Calling it again does nothing. */
  void stop();
}
