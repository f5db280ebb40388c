package io.drover;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the header Retry-After of an answer that turns a request away until later (RFC 9110,
 * section 10.2.3, in seconds), which the client would drop: as {@code details.retryAfterSeconds} of
 * the Status.
 */
final class RetryAfter implements Interceptor {
  private static final Set<Integer> LATER = Set.of(429, 503);

  @Override
  public CompletableFuture<Boolean> afterFailure(
      HttpRequest.Builder builder, HttpResponse<?> response, RequestTags tags) {
    String after = response.header("Retry-After");
    if (LATER.contains(response.code()) && after != null && after.matches("\\d{1,6}")) {
      if (response.body() instanceof AsyncBody unread) {
        unread.cancel(); // else its connection would wait for somebody to read it
      }
      return CompletableFuture.failedFuture(turnedAway(response, Integer.parseInt(after)));
    }
    return CompletableFuture.completedFuture(false);
  }

  private static KubernetesClientException turnedAway(HttpResponse<?> response, int seconds) {
    String message =
        response.request().uri().getAuthority()
            + " answered "
            + response.code()
            + ": not before "
            + seconds
            + " s";
    Status status =
        new StatusBuilder()
            .withCode(response.code())
            .withMessage(message)
            .withNewDetails()
            .withRetryAfterSeconds(seconds)
            .endDetails()
            .build();
    return new KubernetesClientException(message, response.code(), status);
  }
}
