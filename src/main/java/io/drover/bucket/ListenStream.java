package io.drover.bucket;

import io.drover.delivery.Backoff;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection on which MinIO tells what happens, made again whenever it ends or falls silent.
 * Thread-safe.
 */
final class ListenStream {
  private static final Logger LOG = LoggerFactory.getLogger(ListenStream.class);

  /** MinIO pings; it may be busy. */
  static final Duration SILENCE = Duration.ofSeconds(5L * ListenRequest.PING_SECONDS);

  /** How long after its object is listed an event is told at the latest. */
  private static final Duration DEAF = Duration.ofSeconds(3);

  private final String name;
  private final HttpClient client;
  private final Supplier<HttpRequest> requests;
  private final Consumer<byte[]> lines;
  private final Runnable opened;
  private final Backoff backoff = new Backoff(200, 5_000, Math::random);
  private Attempt attempt;
  private int failures;
  private long dueNanos = System.nanoTime();
  private String trouble = "not connected yet";
  private Instant toldSince;
  private Expected expected;

  /** An event, what it is about in words, and since when it is waited for. */
  private record Expected(String id, String what, long nanos) {}

  /** A connection, or the try to make one. */
  private static final class Attempt {
    private final LineReader reader;
    private CompletableFuture<HttpResponse<String>> answer;

    Attempt(Consumer<byte[]> lines) {
      reader = new LineReader(lines);
    }
  }

  /**
   * @param name for messages
   * @param requests makes the request, signed anew
   * @param lines gets each line; must not block
   * @param opened told each time that a connection is open
   */
  ListenStream(
      String name,
      HttpClient client,
      Supplier<HttpRequest> requests,
      Consumer<byte[]> lines,
      Runnable opened) {
    this.name = name;
    this.client = client;
    this.requests = requests;
    this.lines = lines;
    this.opened = opened;
  }

  /** To be called again and again. */
  synchronized void tend() {
    if (attempt == null) {
      if (System.nanoTime() - dueNanos >= 0) {
        connect();
      }
    } else if (System.nanoTime() - attempt.reader.heardNanos() > SILENCE.toNanos()) {
      ended(attempt, "nothing was heard for " + SILENCE.toSeconds() + " s");
    } else if (expected != null && System.nanoTime() - expected.nanos() > DEAF.toNanos()) {
      ended(attempt, "it was open, and did not tell of " + expected.what());
    }
  }

  /** Gives the connection up, as what it tells is not right. */
  synchronized void distrust(String why) {
    if (attempt != null) {
      ended(attempt, why);
    }
  }

  /** An event that is to be told now at the latest; if not, the connection is deaf. */
  synchronized void expect(String id, String what) {
    if (expected == null && toldSince != null) {
      expected = new Expected(id, what, System.nanoTime());
    }
  }

  synchronized void told(String id) {
    if (expected != null && expected.id().equals(id)) {
      expected = null;
    }
  }

  /** Hangs up; nothing more is told. */
  synchronized void close() {
    Attempt last = attempt;
    attempt = null;
    toldSince = null;
    expected = null;
    trouble = "closed";
    dueNanos = System.nanoTime();
    if (last != null && last.answer != null) {
      last.answer.cancel(true);
    }
  }

  /** What it told was not all taken. */
  synchronized void missed() {
    if (toldSince != null) {
      toldSince = Instant.now();
      expected = null;
    }
  }

  /** What keeps it from telling, or null. */
  synchronized String trouble() {
    return trouble;
  }

  /** Since when all that happened should have been told, by this machine's clock; or null. */
  synchronized Instant toldSince() {
    return toldSince;
  }

  private void connect() {
    Attempt now = new Attempt(this::line);
    attempt = now;
    HttpRequest request;
    try {
      request = requests.get();
    } catch (RuntimeException e) {
      ended(now, StoreFailure.unanswered(e));
      return;
    }
    now.answer =
        client.sendAsync(
            request,
            head -> {
              if (head.statusCode() != 200) {
                return BodySubscribers.ofString(StandardCharsets.UTF_8);
              }
              open(now);
              return now.reader;
            });
    CompletableFuture<Void> unused =
        now.answer.handle(
            (answer, failure) -> {
              ended(now, failure == null ? words(answer) : StoreFailure.unanswered(failure));
              return null;
            });
  }

  private void line(byte[] line) {
    lines.accept(line);
  }

  private void open(Attempt now) {
    synchronized (this) {
      if (attempt != now) {
        return;
      }
      if (failures > 0) {
        LOG.info("Listening to {} again", name);
      }
      failures = 0;
      trouble = null;
      toldSince = Instant.now();
    }
    opened.run();
  }

  private synchronized void ended(Attempt which, String why) {
    if (attempt != which) {
      return;
    }
    close();
    failures++;
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(failures));
    if (failures == 1) {
      LOG.warn("Listening to {} again after: {}", name, why);
    }
    trouble = why;
  }

  private static String words(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 200 -> "the store ended the connection";
      case 404 -> "the bucket is not there; make it, or mend the option bucket";
      case 401, 403 ->
          "access is denied; the account needs s3:ListenBucketNotification, and the keys and the"
              + " clocks must be right";
      case 400 -> "the store refuses to be listened to so; see the options events and prefix";
      default -> "the store answers with status " + answer.statusCode() + "; is it MinIO?";
    };
  }
}
