package io.drover.delivery;

/**
 * An action on several objects ended after some of them. The outcome is that of the cause; the
 * message says what was done before it too.
 */
public final class PartlyDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param done what was done, in words in the past tense
   */
  public PartlyDoneException(String done, RuntimeException cause) {
    super(Reason.of(cause) + "; before that: " + done, cause);
  }
}
