package io.drover.bucket;

import com.sun.net.httpserver.HttpExchange;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.Processor;

/** Receives notifications by HTTP, and answers once the outcome is known. */
final class WebhookConsumer extends BucketConsumer {
  private static final int KEPT_OF_OVERSIZED = 65_536;
  private WebhookServer server;

  WebhookConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    WebhookOptions options = getEndpoint().getWebhook();
    SenderOptions sender = getEndpoint().getSender();
    InetAddress address = InetAddress.getByName(options.getHost());
    if (isEmpty(sender.getToken())
        && !sender.getAuth().equals("none")
        && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "bucket:webhook would listen on "
              + options.getHost()
              + " without a token: set token (or"
              + " camel.kamelet.webhook-bucket-source.token), or auth=none if all senders that can"
              + " reach it are trusted; docs/troubleshooting.md#no-token");
    }
    server = getEndpoint().getComponent().server(new InetSocketAddress(address, options.getPort()));
    try {
      server.add(path(), this);
    } catch (IOException e) {
      getEndpoint().getComponent().release(server);
      throw e;
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (server != null) {
      server.remove(path(), this);
      getEndpoint().getComponent().release(server);
      server = null;
    }
    super.doStop();
  }

  private String path() {
    String path = getEndpoint().getWebhook().getPath();
    if (isEmpty(path)) {
      path = isEmpty(getEndpoint().getBucket()) ? "/" : getEndpoint().getBucket();
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  Answer answer(HttpExchange request) throws IOException {
    if (!isAuthorized(request)) {
      return new Answer(401, "the token is missing or wrong");
    }
    if (!request.getRequestMethod().equals("POST")) {
      return new Answer(405, "notifications are sent by POST");
    }
    if (!isRunAllowed() || isSuspendingOrSuspended()) {
      return new Answer(503, "the route is stopping");
    }
    int limit = getEndpoint().getWebhook().getMaxBodyBytes();
    byte[] content = request.getRequestBody().readNBytes(limit + 1);
    Duration hold = hold();
    if (!hold.isZero()) {
      return new Answer(503, null, "held until what it needs is back", hold);
    }
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    if (content.length > limit) {
      settlement.complete(oversized(content));
    } else {
      receive(content, settlement::complete);
    }
    return await(settlement);
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    int limit = getEndpoint().getWebhook().getMaxBodyBytes();
    if (message.length > limit) {
      acknowledge.accept(oversized(Arrays.copyOf(message, limit + 1)));
    } else {
      super.receive(message, contentType, acknowledge);
    }
  }

  /**
   * Of a message no more is read than shows that it is too large.
   *
   * @param content what was read
   */
  private Settlement oversized(byte[] content) {
    int limit = getEndpoint().getWebhook().getMaxBodyBytes();
    byte[] kept = Arrays.copyOf(content, Math.min(limit, KEPT_OF_OVERSIZED));
    String why = "the message is larger than maxBodyBytes=" + limit + "; its beginning is kept";
    return unreadable(content, kept, new PermanentException(why));
  }

  private Answer await(CompletableFuture<Settlement> settlement) {
    try {
      long millis = getEndpoint().getWebhook().getAnswerTimeoutMillis();
      return Answer.of(settlement.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Answer(503, "still at work");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a settlement never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(503, "stopping");
    }
  }

  /** Compares in a time that does not tell how much of the token was right. */
  private boolean isAuthorized(HttpExchange request) {
    if (isEmpty(getEndpoint().getSender().getToken())) {
      return true;
    }
    String header = request.getRequestHeaders().getFirst("Authorization");
    String expected = "Bearer " + getEndpoint().getSender().getToken();
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
