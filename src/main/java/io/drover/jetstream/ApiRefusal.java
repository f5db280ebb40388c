package io.drover.jetstream;

import io.nats.client.JetStreamApiException;
import java.io.IOException;

/**
 * JetStream answered that it will not do what was asked. Codes: <a
 * href="https://github.com/nats-io/nats-server/blob/main/server/errors.json">nats-server</a>.
 */
final class ApiRefusal extends IOException {
  static final int STREAM_NOT_FOUND = 10059;
  static final int ALREADY_THERE = 10058;
  static final int NO_MESSAGE = 10037;
  static final int WRONG_LAST_SEQUENCE = 10071;
  static final int TOO_LARGE = 10054;

  private static final long serialVersionUID = 1L;
  private final int code;

  ApiRefusal(String what, JetStreamApiException cause) {
    super(what + ": " + cause.getErrorDescription(), cause);
    code = cause.getApiErrorCode();
  }

  boolean is(int other) {
    return code == other;
  }
}
