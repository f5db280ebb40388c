package io.drover.chaos;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes notifications on to replicas in turns, as a Service does to those that are ready. */
final class ReadyReplicas implements AutoCloseable {
  private final LoopbackServer server = new LoopbackServer(this::answer);
  private final AtomicInteger turn = new AtomicInteger();
  private final SentEvents sent;
  private final int dropEvery;
  private volatile List<Upstream> replicas = List.of();

  /**
   * @param sent is shown what comes
   * @param dropEvery which notifications are answered well and not passed on; 0 for none
   */
  ReadyReplicas(SentEvents sent, int dropEvery) {
    this.sent = sent;
    this.dropEvery = dropEvery;
  }

  URI address() {
    return server.address();
  }

  void set(List<URI> addresses) {
    replicas = addresses.stream().map(Upstream::new).toList();
  }

  private Reply answer(Request request) throws InterruptedException {
    sent.see(request.body());
    List<Upstream> all = replicas;
    int first = turn.getAndIncrement();
    if (dropEvery > 0 && first % dropEvery == 0) {
      return Reply.json(200, "{}");
    }
    Reply answer = null;
    for (int i = 0; i < all.size() && answer == null; i++) {
      answer = orNull(all.get(Math.floorMod(first + i, all.size())), request);
    }
    return answer == null ? Reply.json(503, "{\"reason\":\"no Drover is there\"}") : answer;
  }

  /** Its answer, or null if it is away. */
  private static Reply orNull(Upstream replica, Request request) throws InterruptedException {
    try {
      return replica.send(request);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
