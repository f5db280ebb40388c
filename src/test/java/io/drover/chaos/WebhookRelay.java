package io.drover.chaos;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between MinIO and Drover, and makes the faults of that connection. */
final class WebhookRelay implements AutoCloseable {
  private final Upstream drover;
  private final FaultLog log;
  private final FaultDeck deck;
  private final Break broken;
  private final LoopbackServer.Handler answerLost;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LoopbackServer server = new LoopbackServer(this::answer);

  /**
   * @param deck which fault hits which notification
   * @param answerLost told of a notification that Drover has dealt with and that MinIO will repeat
   */
  WebhookRelay(
      int droverPort,
      FaultLog log,
      FaultDeck deck,
      Break broken,
      LoopbackServer.Handler answerLost) {
    this.drover = new Upstream(URI.create("http://127.0.0.1:" + droverPort));
    this.log = log;
    this.deck = deck;
    this.broken = broken;
    this.answerLost = answerLost;
  }

  URI address() {
    return server.address();
  }

  boolean isIdle() {
    return server.isIdle();
  }

  /** From here on all goes well. */
  void heal() {
    deck.heal();
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    if (broken == Break.ACKNOWLEDGE_EARLY) {
      threads.execute(() -> passOnOnce(request));
      return Reply.json(200, "{}");
    }
    Fault fault = deck.draw(request);
    if (fault == Fault.SENT_TWICE) {
      log.add(fault);
      CompletableFuture<Void> first =
          CompletableFuture.runAsync(() -> passOnOnce(request), threads);
      Reply second = passOn(request);
      first.join();
      return second;
    }
    Reply reply = passOn(request);
    if (fault == Fault.ANSWER_LOST && reply.isGood()) {
      log.add(fault);
      return answerLost.answer(request);
    }
    return reply;
  }

  private Reply passOn(Request request) throws InterruptedException {
    try {
      Reply reply = drover.send(request);
      if (reply.body().contains("File too large")) {
        log.add(Fault.WRITE_REFUSED);
      }
      return reply;
    } catch (IOException e) {
      return Reply.json(503, "{\"reason\":\"Drover is away\"}");
    }
  }

  private void passOnOnce(Request request) {
    try {
      passOn(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
    threads.shutdownNow();
  }
}
