package io.drover.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.jayway.jsonpath.JsonPathException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Tells {@code retry} from {@code dead} by the exception that ended a route. */
final class Classifier {
  private static final int NO_ANSWER = 0;
  private static final int LONGEST_WAIT_SECONDS = 600;

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
        || cause instanceof JsonPathException
        || cause instanceof JsonProcessingException) {
      return Verdict.DEAD;
    }
    if (cause instanceof KubernetesClientException answer) {
      return ofKubernetes(withStatus(answer));
    }
    return cause instanceof IOException || cause instanceof TimeoutException
        ? Verdict.away(Duration.ZERO)
        : null;
  }

  /**
   * By the status, as the <a
   * href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#http-status-codes">API
   * conventions</a> give it.
   *
   * @param answer null if there was none
   */
  private static Verdict ofKubernetes(KubernetesClientException answer) {
    return switch (answer == null ? NO_ANSWER : answer.getCode()) {
      case 400, 413, 422 -> Verdict.DEAD;
      case 401 -> Verdict.NOT_NOW;
      case NO_ANSWER, 408, 429, 502, 503, 504 -> Verdict.away(retryAfter(answer));
      default -> Verdict.RETRY;
    };
  }

  /** The first exception in the chain that has an answer's status, or null. */
  private static KubernetesClientException withStatus(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
        return answer;
      }
    }
    return null;
  }

  private static Duration retryAfter(KubernetesClientException answer) {
    Status status = answer == null ? null : answer.getStatus();
    boolean known =
        status != null
            && status.getDetails() != null
            && status.getDetails().getRetryAfterSeconds() != null;
    int seconds = known ? status.getDetails().getRetryAfterSeconds() : 0;
    return Duration.ofSeconds(Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS));
  }
}
