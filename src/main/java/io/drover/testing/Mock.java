package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.delivery.UnavailableException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;

/**
 * What a send does in place of sending.
 *
 * @param reply the message body afterwards, or null for the usual one
 * @param failure what to throw, or null: an HTTP status as {@code 503}, {@code timeout}, {@code
 *     connection}, or the text of an exception that Drover does not know
 */
record Mock(JsonNode reply, String failure) {
  private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

  /** Throws what there is to throw. */
  void run() throws Exception {
    if (failure == null) {
      return;
    }
    if (STATUS.matcher(failure).matches()) {
      throw answer(Integer.parseInt(failure));
    }
    throw switch (failure) {
      case "timeout" -> new SocketTimeoutException("mocked: timeout");
      case "connection" -> new ConnectException("mocked: connection refused");
      case "policy" -> new PermanentException("mocked: a policy of the cluster refuses it");
      default -> new MockedException(failure);
    };
  }

  /** As the clients of the actions give it; of 403 that which lacking rights become. */
  private static RuntimeException answer(int status) {
    String text = "mocked: status " + status;
    if (status == 403) {
      return new UnavailableException(text + ": our account lacks the right");
    }
    return new KubernetesClientException(
        text, status, new StatusBuilder().withCode(status).withMessage(text).build());
  }

  /** An exception of no known kind. */
  static final class MockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MockedException(String message) {
      super(message);
    }
  }
}
