package io.drover.store;

import java.io.IOException;

/** A record is larger than the store takes; others can be kept. */
public final class RecordTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  public RecordTooLargeException(String message) {
    super(message);
  }
}
