package io.drover.jetstream;

import java.io.IOException;

/** A stream or consumer is not as the endpoint says, and is not to be changed by it. */
final class MismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  MismatchException(String message) {
    super(message);
  }
}
