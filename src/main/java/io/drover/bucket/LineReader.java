package io.drover.bucket;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;

/**
 * Reads the lines of an answer that has no end, as they come. A line without its end is none. The
 * taker of lines must not block.
 */
final class LineReader implements BodySubscriber<String> {
  private static final int LONGEST = 1_048_576;

  private final Consumer<byte[]> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile long heardNanos = System.nanoTime();
  private Subscription subscription;

  /**
   * @param lines gets each without its end; those that are blank too
   */
  LineReader(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  /** When something came last, by {@link System#nanoTime}. */
  long heardNanos() {
    return heardNanos;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    heardNanos = System.nanoTime();
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          lines.accept(line.toByteArray());
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    if (line.size() > LONGEST) {
      subscription.cancel();
      ended.completeExceptionally(new IllegalStateException("a line has no end"));
      return;
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ended.complete("");
  }

  @Override
  public CompletionStage<String> getBody() {
    return ended;
  }
}
