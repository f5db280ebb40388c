package io.drover.chaos;

import io.drover.cli.WebhookSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that post notifications, each of its own object, and repeat one until it is taken, as
 * MinIO does. They stop when all are taken.
 */
final class Senders {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI webhook;
  private final int notifications;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger unconnected = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Executor afterPause =
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);

  Senders(URI webhook, int notifications) {
    this.webhook = webhook;
    this.notifications = notifications;
  }

  /** Begins; the result is there once every notification is taken. */
  CompletableFuture<Void> start(int clients) {
    return CompletableFuture.allOf(
        IntStream.range(0, clients)
            .mapToObj(client -> sendNext())
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> sendNext() {
    int i = next.getAndIncrement();
    return i < notifications
        ? send(i).thenCompose(done -> sendNext())
        : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> send(int i) {
    return http.sendAsync(request(i), HttpResponse.BodyHandlers.ofString())
        .handle((answer, failure) -> isTaken(answer, failure))
        .thenCompose(
            taken ->
                taken
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.completedFuture(i)
                        .thenComposeAsync(this::send, afterPause));
  }

  private boolean isTaken(HttpResponse<String> answer, Throwable failure) {
    if (answer == null) {
      boolean sent = !(failure.getCause() instanceof ConnectException);
      (sent ? unanswered : unconnected).incrementAndGet();
      return false;
    }
    if (answer.statusCode() >= 300) {
      refused.incrementAndGet();
      return false;
    }
    taken.incrementAndGet();
    return true;
  }

  private HttpRequest request(int i) {
    try {
      return HttpRequest.newBuilder(webhook)
          .header("Authorization", "Bearer " + DroverUnderTest.TOKEN)
          .timeout(Duration.ofSeconds(90))
          .POST(HttpRequest.BodyPublishers.ofString(WebhookSender.upload(key(i), i + 1L)))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(int i) {
    return ChaosRoute.PREFIX + "flood-" + i + ".gif";
  }

  /** The objects they tell of. */
  List<StoredObject> objects() {
    return IntStream.range(0, notifications)
        .mapToObj(i -> new StoredObject(new ObjectVersion(key(i), ""), "image/gif"))
        .toList();
  }

  int taken() {
    return taken.get();
  }

  /** Posts that found nobody. */
  int unconnected() {
    return unconnected.get();
  }

  /** Posts that were sent and got no answer. */
  int unanswered() {
    return unanswered.get();
  }

  String text() {
    return String.format(
        "%d notifications: %d taken, %d told to come again, %d without a connection, %d without an answer",
        notifications, taken.get(), refused.get(), unconnected.get(), unanswered.get());
  }
}
