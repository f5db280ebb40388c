package io.drover.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Tells {@code retry} from {@code dead} by the exception that ended a route. */
final class Classifier {
  /** Answers of the Kubernetes API about the request itself: the same one gets the same answer. */
  private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

  private Classifier() {}

  /** The first exception in the cause chain that is known decides; an unknown one is retried. */
  static Outcome outcome(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientException) {
        return Outcome.RETRY;
      }
      if (cause instanceof PermanentException
          || cause instanceof JsonQueryException
          || cause instanceof JsonProcessingException) {
        return Outcome.DEAD;
      }
      if (cause instanceof KubernetesClientException refusal) {
        return REFUSED.contains(refusal.getCode()) ? Outcome.DEAD : Outcome.RETRY;
      }
    }
    return Outcome.RETRY;
  }
}
