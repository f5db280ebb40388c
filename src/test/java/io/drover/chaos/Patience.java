package io.drover.chaos;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** How people deal with an API server that is away: they try again until it answers. */
final class Patience {
  /** What it says while it starts. */
  private static final Set<Integer> NOT_YET =
      Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN, 429);

  private Patience() {}

  /** Its answer, which may be null. */
  static <T> T until(Callable<T> answered) {
    AtomicReference<T> answer = new AtomicReference<>();
    Awaitility.await("the API server answers")
        .atMost(90, TimeUnit.SECONDS)
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .ignoreExceptionsMatching(Patience::isAway)
        .until(
            () -> {
              answer.set(answered.call());
              return true;
            });
    return answer.get();
  }

  private static boolean isAway(Throwable failure) {
    return failure instanceof KubernetesClientException e
        && (e.getCode() < HttpURLConnection.HTTP_BAD_REQUEST // no answer
            || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
            || NOT_YET.contains(e.getCode()));
  }
}
