package io.drover.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.jayway.jsonpath.JsonPathException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Tells {@code retry} from {@code dead} by the exception that ended a route. */
final class Classifier {
  private Classifier() {}

  /** The first exception in the cause chain that is known decides; an unknown one is retried. */
  static Verdict of(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      Verdict verdict = known(cause);
      if (verdict != null) {
        return verdict;
      }
    }
    return Verdict.RETRY;
  }

  private static Verdict known(Throwable cause) {
    if (cause instanceof UnavailableException unavailable) {
      return new Verdict(Verdict.NOT_NOW.outcome(), false, false, unavailable.retryAfter());
    }
    if (cause instanceof TransientException) {
      return Verdict.RETRY;
    }
    if (cause instanceof PermanentException
        || cause instanceof JsonQueryException
        || cause instanceof JsonPathException
        || cause instanceof JsonProcessingException) {
      return Verdict.DEAD;
    }
    if (cause instanceof KubernetesClientException answer) {
      return ofKubernetes(answer);
    }
    return cause instanceof IOException || cause instanceof TimeoutException
        ? Verdict.away(Duration.ZERO)
        : null;
  }

  /**
   * By the status, as the <a
   * href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#http-status-codes">API
   * conventions</a> give it; 0 is no answer at all.
   */
  private static Verdict ofKubernetes(KubernetesClientException answer) {
    return switch (answer.getCode()) {
      case 400, 413, 422 -> Verdict.DEAD;
      case 401 -> Verdict.NOT_NOW;
      case 0, 408, 429, 502, 503, 504 -> Verdict.away(retryAfter(answer.getStatus()));
      default -> Verdict.RETRY;
    };
  }

  private static Duration retryAfter(Status status) {
    boolean known =
        status != null
            && status.getDetails() != null
            && status.getDetails().getRetryAfterSeconds() != null;
    return known ? Duration.ofSeconds(status.getDetails().getRetryAfterSeconds()) : Duration.ZERO;
  }
}
