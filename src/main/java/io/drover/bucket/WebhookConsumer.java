package io.drover.bucket;

import com.sun.net.httpserver.HttpExchange;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives notifications by HTTP, and answers once the outcome is known. */
final class WebhookConsumer extends BucketConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookConsumer.class);
  private static final int KEPT_OF_OVERSIZED = 65_536;
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private final WebhookOptions options;
  private final Rarely refusals = new Rarely(BETWEEN_WARNINGS);
  private SenderCheck sender;
  private SnsTopics topics;
  private Semaphore inFlight;
  private WebhookServer server;

  WebhookConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    options = endpoint.getWebhook();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    SenderOptions known = getEndpoint().getSender();
    BucketComponent component = getEndpoint().getComponent();
    sender = new SenderCheck(known);
    topics = SnsTopics.of(known.getTopics(), component.snsSignatures(), component.fetch());
    inFlight = new Semaphore(Math.max(1, options.getMaxInFlight()));
    TlsFiles tls = TlsFiles.of(options);
    InetAddress address = InetAddress.getByName(options.getHost());
    boolean isProven =
        sender.asksForAnything() || topics != null || (tls != null && tls.clientCa() != null);
    if (!isProven && !known.getAuth().equals("none") && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "bucket:webhook would listen on "
              + options.getHost()
              + " without a token: set token (or"
              + " camel.kamelet.webhook-bucket-source.token), or auth=none if all senders that can"
              + " reach it are trusted; docs/troubleshooting.md#no-token");
    }
    server = component.server(new InetSocketAddress(address, options.getPort()), tls);
    try {
      server.add(path(), this);
    } catch (IOException e) {
      component.release(server);
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

  WebhookOptions options() {
    return options;
  }

  private String path() {
    String path = options.getPath();
    if (isEmpty(path)) {
      path = isEmpty(getEndpoint().getBucket()) ? "/" : getEndpoint().getBucket();
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  /**
   * @param reading to be told once all of the request is read
   */
  Answer answer(HttpExchange request, WebhookServer.Reading reading) throws IOException {
    if (!sender.hasToken(request)) {
      return refused(request, "the token is missing or wrong");
    }
    if (!request.getRequestMethod().equals("POST")) {
      return new Answer(405, "notifications are sent by POST");
    }
    if (!isRunAllowed() || isSuspendingOrSuspended()) {
      return new Answer(503, "the route is stopping");
    }
    if (inFlight.availablePermits() == 0) {
      return busy();
    }
    Mac mac = sender.signature();
    byte[] content = RequestBody.read(request.getRequestBody(), options.getMaxBodyBytes(), mac);
    reading.end();
    if (!sender.hasSignature(request, mac)) {
      return refused(request, "the signature is missing or wrong");
    }
    Duration hold = hold();
    if (!hold.isZero()) {
      return new Answer(503, null, "held until what it needs is back", hold);
    }
    SnsTopics.Verdict verdict = topics == null ? null : topics.check(content);
    if (verdict != null && verdict.answer() != null) {
      return verdict.answer().status() == 401
          ? refused(request, verdict.answer().reason())
          : verdict.answer();
    }
    return inFlight.tryAcquire() ? settled(content, verdict) : busy();
  }

  private Answer settled(byte[] content, SnsTopics.Verdict verdict) {
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    Consumer<Settlement> acknowledge =
        outcome -> {
          inFlight.release();
          settlement.complete(outcome);
        };
    if (verdict != null && verdict.nothing() != null) {
      acknowledge.accept(nothing(verdict.nothing()));
    } else if (content.length > options.getMaxBodyBytes()) {
      acknowledge.accept(oversized(content));
    } else {
      receiveSafely(content, acknowledge, settlement);
    }
    return await(settlement);
  }

  /** What is not settled does not stay in flight. */
  private void receiveSafely(
      byte[] content, Consumer<Settlement> acknowledge, CompletableFuture<Settlement> settlement) {
    try {
      receive(content, acknowledge);
    } catch (RuntimeException | Error e) {
      if (!settlement.isDone()) {
        inFlight.release();
      }
      throw e;
    }
  }

  private Settlement nothing(String reason) {
    LOG.info("{}: {}.", route(), reason);
    return settlements().filtered(route(), Notification.nothing(reason).event(), reason);
  }

  private static Answer busy() {
    return new Answer(503, "as many events as maxInFlight allows are being worked on");
  }

  private Answer refused(HttpExchange request, String reason) {
    if (refusals.isTime()) {
      LOG.warn(
          "{}: a request of {} was refused, others perhaps too: {};"
              + " docs/troubleshooting.md#refused-sender",
          route(),
          request.getRemoteAddress().getAddress().getHostAddress(),
          reason);
    }
    return new Answer(401, reason);
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    int limit = options.getMaxBodyBytes();
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
    int limit = options.getMaxBodyBytes();
    byte[] kept = Arrays.copyOf(content, Math.min(limit, KEPT_OF_OVERSIZED));
    String why = "the message is larger than maxBodyBytes=" + limit + "; its beginning is kept";
    return unreadable(content, kept, new PermanentException(why));
  }

  private Answer await(CompletableFuture<Settlement> settlement) {
    try {
      long millis = options.getAnswerTimeoutMillis();
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

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
