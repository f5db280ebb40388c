package io.drover.testing;

/** A route did not come to an end in time. */
public final class NoOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoOutcomeException(String message) {
    super(message);
  }
}
