package io.drover.kube;

import io.drover.delivery.TransientException;

/** The event could succeed unchanged, but hardly before a person has resolved something. */
final class UnresolvedException extends TransientException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message says what to do
   */
  UnresolvedException(String message) {
    super(message);
  }

  /** Whether that is why something ended. */
  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedException) {
        return true;
      }
    }
    return false;
  }
}
