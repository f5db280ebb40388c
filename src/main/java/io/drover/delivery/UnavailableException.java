package io.drover.delivery;

import java.time.Duration;

/**
 * The event was not looked at: an API is away, a limit is reached, our account lacks a right.
 * Outcome {@code retry}, which does not count as an attempt at the event.
 */
public final class UnavailableException extends TransientException {
  private static final long serialVersionUID = 1L;
  private final transient Duration retryAfter;

  public UnavailableException(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param retryAfter when it is worth trying again; zero if that is not known
   */
  public UnavailableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
