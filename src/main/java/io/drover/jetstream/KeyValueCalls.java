package io.drover.jetstream;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to JetStream, each of which ends in bounded time, at once while there is no connection.
 * An interrupt waits until it is done. Thread-safe.
 */
final class KeyValueCalls {
  static final Duration TIMEOUT = Duration.ofSeconds(2);
  static final JetStreamOptions OPTIONS =
      JetStreamOptions.builder().requestTimeout(TIMEOUT).build();

  private static final long NOT_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final NatsLink link;
  private IOException failure;
  private long failedNanos;

  KeyValueCalls(NatsLink link) {
    this.link = link;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Call<T> {
    T run(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
  }

  NatsLink link() {
    return link;
  }

  /**
   * @throws IOException if there is no answer in time, or one that says that it cannot be done now
   */
  <T> T run(String what, Call<T> call) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return call.run(connection());
    } catch (JetStreamApiException e) {
      throw new ApiRefusal(what, e);
    } catch (InterruptedException e) {
      interrupted = true;
      throw new IOException(what + " was interrupted", e);
    } catch (IllegalStateException e) {
      throw new IOException(what + ": " + e.getMessage(), e); // the connection was closed meanwhile
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One that is there. Connecting for the first time is not tried again at once. */
  private synchronized Connection connection() throws IOException {
    if (failure != null && System.nanoTime() - failedNanos < NOT_AGAIN_NANOS) {
      throw new IOException(failure.getMessage(), failure);
    }
    try {
      Connection connection = link.connection();
      failure = null;
      if (connection.getStatus() != Status.CONNECTED) {
        throw new IOException(
            "NATS at " + link.servers() + " is away: the connection is " + connection.getStatus());
      }
      return connection;
    } catch (IOException e) {
      if (!link.isMade()) {
        failure = e;
        failedNanos = System.nanoTime();
      }
      throw e;
    }
  }

  /** The answer to a request that is on its way. */
  static <T> T await(CompletableFuture<T> answer)
      throws IOException, JetStreamApiException, InterruptedException {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof JetStreamApiException refusal) {
          throw refusal;
        }
        if (cause instanceof IOException known) {
          throw known;
        }
      }
      throw new IOException(String.valueOf(e.getCause().getMessage()), e);
    }
  }
}
