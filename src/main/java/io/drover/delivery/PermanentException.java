package io.drover.delivery;

/**
 * The event cannot succeed as it is: outcome {@code dead}. The message says what was being done,
 * what was found and what to mend.
 */
public class PermanentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PermanentException(String message) {
    super(message);
  }

  public PermanentException(String message, Throwable cause) {
    super(message, cause);
  }
}
