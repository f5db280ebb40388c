package io.drover.delivery;

/** The event may succeed later without a change to it: outcome {@code retry}. */
public class TransientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransientException(String message) {
    super(message);
  }
}
