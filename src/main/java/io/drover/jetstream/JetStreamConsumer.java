package io.drover.jetstream;

import com.fasterxml.jackson.core.JsonPointer;
import io.drover.delivery.Backlog;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.MessageConsumer;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs its route for each message, and answers the server when that is settled: acknowledged, or
 * given back until later; one that can never succeed is a dead letter, and is not to come again.
 */
final class JetStreamConsumer extends MessageConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(JetStreamConsumer.class);
  private static final String HEALTH = "drover-health-";
  private static final int IN_HAND_PER_WORKER = 2;

  private final RetryWaits waits;
  private final JsonPointer orderBy;
  private final Map<Message, Work> later = new ConcurrentHashMap<>();
  private InHand inHand;
  private Lanes lanes;
  private PullLoop loop;
  private ExecutorService workers;
  private ScheduledExecutorService timer;
  private ExecutorService puller;

  /** A message at work. */
  private record Work(Message message, ReadMessage content, String key, int attempt) {
    Work again() {
      return new Work(message, content, key, attempt + 1);
    }
  }

  JetStreamConsumer(JetStreamEndpoint endpoint, Processor processor) {
    super(endpoint, processor, endpoint.getReader());
    this.waits = new RetryWaits(endpoint.getBackoff());
    this.orderBy = pointer(endpoint.getOrderBy());
  }

  private static JsonPointer pointer(String orderBy) {
    try {
      return orderBy.startsWith("/") ? JsonPointer.compile(orderBy) : keyword(orderBy);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "orderBy=" + orderBy + ": it is none, subject or a JSON pointer such as /order/id", e);
    }
  }

  private static JsonPointer keyword(String orderBy) {
    if (orderBy.equals("none") || orderBy.equals("subject")) {
      return null;
    }
    throw new IllegalArgumentException("neither a word that is known nor a pointer");
  }

  @Override
  public JetStreamEndpoint getEndpoint() {
    return (JetStreamEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    workers = threads.newFixedThreadPool(this, "jetstream", getEndpoint().getConcurrency());
    timer = threads.newSingleThreadScheduledExecutor(this, "jetstream-timer");
    inHand = new InHand(getEndpoint().getConcurrency() * IN_HAND_PER_WORKER);
    lanes = new Lanes(workers);
    long third = Math.max(1, getEndpoint().getAckWaitMillis() / 3);
    Future<?> unused =
        timer.scheduleAtFixedRate(this::tellAtWork, third, third, TimeUnit.MILLISECONDS);
    doResume();
    settlements().waiting(route(), new Waiting());
  }

  /** How much waits in the stream for this route. */
  private final class Waiting implements Backlog {
    @Override
    public int depth() {
      return isStopped() ? -1 : (int) Math.min(Integer.MAX_VALUE, loop.pending() + inHand.size());
    }

    @Override
    public Duration oldest() {
      return Duration.ZERO;
    }
  }

  @Override
  protected void doResume() {
    loop = new PullLoop(getEndpoint(), durable(), inHand, this::hold, this::taken);
    JetStreamHealth health = new JetStreamHealth(route(), getEndpoint(), loop, inHand);
    getEndpoint()
        .getCamelContext()
        .getRegistry()
        .bind(HEALTH + health.name(), HealthDetail.class, health);
    puller =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadExecutor(this, "jetstream-pull");
    puller.execute(loop);
  }

  /** Takes no more; what is at work comes to its end, and what only waits is handed back. */
  @Override
  protected void doSuspend() {
    if (loop != null) {
      loop.end();
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(puller);
      later.keySet().forEach(this::due);
    }
  }

  @Override
  protected void doStop() throws Exception {
    doSuspend();
    if (workers != null) {
      ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      long millis = threads.getShutdownAwaitTermination();
      boolean pulled = threads.awaitTermination(puller, millis);
      boolean answered = inHand.awaitEmpty(millis);
      LOG.debug("Stopped: puller ended {}, all answered {}", pulled, answered);
      threads.shutdownNow(timer);
      threads.shutdownNow(workers);
      getEndpoint().getCamelContext().getRegistry().unbind(HEALTH + "jetstream:" + route());
    }
    super.doStop();
  }

  private String durable() {
    String given = getEndpoint().getDurable();
    return given == null || given.isEmpty()
        ? "drover-" + route().replaceAll("[^A-Za-z0-9_-]", "_")
        : given;
  }

  private void tellAtWork() {
    try {
      inHand.tellAtWork();
    } catch (RuntimeException e) {
      LOG.debug("The server was not told what is at work, as the connection is away", e);
    }
  }

  private void taken(Message message) {
    ReadMessage content;
    try {
      content = reader().read(message.getData(), headers(message));
    } catch (PermanentException e) {
      workers.execute(
          () -> answer(message, unreadable(message.getData(), message.getData(), e), 1));
      return;
    } catch (RuntimeException | Error e) { // nothing is known of it, and the next one may be good
      LOG.warn("Reading a message of {} again later", getEndpoint().getStream(), e);
      handBack(message, waits.after(message.metaData().deliveredCount(), Duration.ZERO));
      return;
    }
    Work work = new Work(message, content, key(content), 1);
    lanes.enter(work.key(), () -> attempt(work));
  }

  private void attempt(Work work) {
    if (isEnding()) {
      handBack(work, Duration.ZERO);
      return;
    }
    try {
      deliver(work.content(), settlement -> settled(work, settlement));
    } catch (RuntimeException | Error e) { // or it would be at work for ever
      LOG.warn("A message of {} comes again later", getEndpoint().getStream(), e);
      handBack(work, waits.after(work.attempt(), Duration.ZERO));
    }
  }

  /** One with a key comes again from here, so that none with the same key goes before it. */
  private void settled(Work work, Settlement settlement) {
    if (settlement.outcome() == Outcome.RETRY && work.key() != null) {
      Work again = work.again();
      long wait = waits.after(work.attempt(), settlement.retryAfter()).toMillis();
      Message message = work.message();
      later.put(message, again);
      Future<?> unused = timer.schedule(() -> due(message), wait, TimeUnit.MILLISECONDS);
      if (isEnding()) {
        due(message);
      }
    } else {
      answer(work.message(), settlement, work.attempt());
      lanes.left(work.key());
    }
  }

  /** Ends its wait, if nobody else has. */
  private void due(Message message) {
    Work work = later.remove(message);
    if (work != null) {
      workers.execute(() -> attempt(work));
    }
  }

  private void handBack(Work work, Duration wait) {
    if (handBack(work.message(), wait)) {
      lanes.left(work.key());
    }
  }

  /** Whether it was still to be answered. */
  private boolean handBack(Message message, Duration wait) {
    try {
      message.nakWithDelay(wait);
    } catch (RuntimeException e) {
      LOG.debug("The message comes again later, as it could not be handed back", e);
    }
    return inHand.remove(message);
  }

  private boolean isEnding() {
    return !isRunAllowed() || isSuspendingOrSuspended();
  }

  /** An answer that does not arrive makes the message come again; the ledger knows it then. */
  private void answer(Message message, Settlement settlement, int attempts) {
    try {
      switch (settlement.outcome()) {
        case DONE, FILTERED, DUPLICATE -> message.ack();
        case DEAD -> message.term();
        case RETRY -> {
          long made = Math.max(attempts, message.metaData().deliveredCount());
          message.nakWithDelay(waits.after(made, settlement.retryAfter()));
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("The message comes again, as its answer could not be sent", e);
    } finally {
      inHand.remove(message);
    }
  }

  private String key(ReadMessage content) {
    if (getEndpoint().getOrderBy().equals("subject")) {
      return content.event().source() + "\n" + content.event().subject();
    }
    return orderBy == null || content.body() == null ? null : content.body().at(orderBy).toString();
  }

  /** Those of the message, and where in the stream it is. */
  private static Map<String, String> headers(Message message) {
    Map<String, String> headers = new HashMap<>();
    if (message.hasHeaders()) {
      for (Map.Entry<String, List<String>> header : message.getHeaders().entrySet()) {
        headers.put(header.getKey(), header.getValue().get(0));
      }
    }
    NatsJetStreamMetaData place = message.metaData();
    headers.put(CloudEventMessages.STREAM, place.getStream());
    headers.put(CloudEventMessages.SUBJECT, message.getSubject());
    headers.put(CloudEventMessages.SEQUENCE, String.valueOf(place.streamSequence()));
    headers.put(CloudEventMessages.TIME, place.timestamp().toInstant().toString());
    return headers;
  }
}
