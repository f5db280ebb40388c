package io.drover.script;

/**
 * A script needs more than it may use up. It is an {@code Error}, so that what a script has for
 * catching errors does not catch it.
 */
public final class LimitExceeded extends Error {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what there is a limit of, and how to raise it
   */
  public LimitExceeded(String message) {
    super(message, null, false, false);
  }
}
