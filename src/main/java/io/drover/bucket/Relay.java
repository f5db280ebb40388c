package io.drover.bucket;

import io.drover.delivery.Backoff;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Lanes;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs its route on what the consumer of another component receives, and ends that component's
 * exchange once the event is settled: well, so that it acknowledges, or not. Where the other side
 * keeps nothing, an event is tried again from here until it is a dead letter.
 */
final class Relay extends BucketConsumer implements ShutdownAware {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final String HEALTH = "drover-health-";
  private static final long TEND_MILLIS = 200;
  private static final long TURN_MILLIS = 20;
  private static final int AHEAD = 2;
  private static final int KEPT_HERE = 256;

  private final Supplier<Feed> feeds;
  private final int limit;
  private final Duration patience;
  private final Backoff backoff = Backoff.standard();
  private final Set<RelayedMessage> later = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Semaphore room;
  private Feed feed;
  private FeedKeeper keeper;
  private Lanes lanes;
  private ExecutorService workers;
  private ScheduledExecutorService timer;

  /**
   * @param feeds makes what it reads, when it starts and not before
   * @param limit how many messages may be here at once
   * @param patience how long an event is tried that the other side does not keep
   */
  private Relay(
      BucketEndpoint endpoint,
      Processor processor,
      Supplier<Feed> feeds,
      int limit,
      Duration patience) {
    super(endpoint, processor);
    if (endpoint.getSweep().getConcurrency() < 1) {
      throw new IllegalArgumentException(
          "concurrency="
              + endpoint.getSweep().getConcurrency()
              + ": at least one message is worked on");
    }
    this.feeds = feeds;
    this.limit = limit;
    this.patience = patience;
    this.room = new Semaphore(limit);
  }

  /** A queue keeps what is not deleted; few are taken at once, as each is kept from others. */
  static Relay ofSqs(BucketEndpoint options, Processor processor) {
    int limit = options.getSweep().getConcurrency() * AHEAD;
    return new Relay(options, processor, () -> new SqsFeed(options), limit, Duration.ZERO);
  }

  /** A subject keeps nothing; what is tried again leaves room for others. */
  static Relay ofNats(BucketEndpoint options, Processor processor) {
    Duration patience = Duration.ofSeconds(options.getNats().getRetrySeconds());
    return new Relay(options, processor, () -> new NatsFeed(options), KEPT_HERE, patience);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    feed = feeds.get();
    keeper = new FeedKeeper(feed, new Intake(), settlements()::mask);
    workers = threads.newFixedThreadPool(this, "relay", getEndpoint().getSweep().getConcurrency());
    lanes = new Lanes(workers);
    RelayHealth health = new RelayHealth(route(), feed, keeper, this::atWork);
    getEndpoint()
        .getCamelContext()
        .getRegistry()
        .bind(HEALTH + health.name(), HealthDetail.class, health);
    timer = threads.newSingleThreadScheduledExecutor(this, "relay-timer");
    Future<?> unused =
        timer.scheduleWithFixedDelay(keeper::look, 0, TEND_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doResume() {
    keeper.resume();
  }

  /** Takes no more; what is at work comes to its end, and what waits is handed back. */
  @Override
  protected void doSuspend() {
    if (keeper != null) {
      keeper.pause();
      later.forEach(this::due);
    }
  }

  @Override
  protected void doStop() throws Exception {
    doSuspend();
    if (timer != null) {
      ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      boolean ended =
          room.tryAcquire(limit, threads.getShutdownAwaitTermination(), TimeUnit.MILLISECONDS);
      if (ended) {
        room.release(limit);
      } else {
        LOG.warn("Stopping while {} messages of {} are at work", atWork(), feed.name());
      }
      threads.shutdownNow(timer);
      keeper.end();
      threads.shutdownNow(workers);
      getEndpoint().getCamelContext().getRegistry().unbind(HEALTH + "source:" + route());
      timer = null;
    }
    super.doStop();
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask task) {
    return false;
  }

  @Override
  public int getPendingExchangesSize() {
    return atWork();
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // it is suspended first
  }

  private int atWork() {
    return limit - room.availablePermits();
  }

  /** What the other component gives its exchanges to. */
  private final class Intake extends Feed.Receiver {
    @Override
    boolean hasRoom(int messages) {
      return isTaking() && room.availablePermits() >= messages && hold().isZero();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      RelayedMessage message = message(exchange, callback);
      try {
        awaitTurn();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        message.refuse("stopping");
        return false;
      }
      lanes.enter(message.key(), () -> attempt(message));
      return false;
    }

    /** For those that do not ask for an exchange's end, and may use it again after this call. */
    @Override
    public void process(Exchange exchange) {
      Exchange own = new DefaultExchange(exchange.getContext());
      own.getMessage().copyFrom(exchange.getMessage());
      boolean unused = process(own, doneSync -> {});
    }

    private RelayedMessage message(Exchange exchange, AsyncCallback callback) {
      return new RelayedMessage(exchange, callback, feed.order(exchange), 1, System.nanoTime());
    }

    private void awaitTurn() throws InterruptedException {
      room.acquire();
      while (isTaking() && !hold().isZero()) {
        TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
      }
    }
  }

  private void attempt(RelayedMessage message) {
    boolean isBehindRefused = message.key() != null && refused.contains(message.key());
    if ((isBehindRefused || !isTaking()) && feed.keep(message.exchange(), Duration.ZERO)) {
      message.refuse("handed back");
      left(message);
      return;
    }
    try {
      ReadMessage content = reader().read(message.bytes(), Map.of());
      deliver(content, settlement -> settled(message, settlement));
    } catch (PermanentException e) {
      settled(message, unreadable(message.bytes(), message.bytes(), e));
    } catch (RuntimeException | Error e) { // or it would be at work for ever
      LOG.warn("A message of {} comes again later", feed.name(), e);
      again(message, 1, Duration.ZERO, null);
    }
  }

  private void settled(RelayedMessage message, Settlement settlement) {
    if (settlement.outcome() == Outcome.RETRY) {
      again(message, settlement.attempt(), settlement.retryAfter(), settlement);
    } else {
      message.acknowledge();
      left(message);
    }
  }

  /**
   * @param attempts how many there were, if it is known better than here
   * @param least how long to wait at least
   * @param settlement null if what was wrong was not about an event
   */
  private void again(RelayedMessage message, int attempts, Duration least, Settlement settlement) {
    Exchange exchange = message.exchange();
    int made = Math.max(Math.max(attempts, message.attempts()), feed.deliveries(exchange));
    Duration standard = Duration.ofMillis(backoff.delayMillis(made));
    Duration wait = standard.compareTo(least) < 0 ? least : standard;
    if (message.key() != null) {
      refused.add(message.key()); // before any behind it can begin
    }
    if (feed.keep(exchange, wait)) {
      message.refuse("tried again later");
      left(message);
    } else if (settlement != null && isSpent(message, wait) && bury(message, settlement)) {
      message.acknowledge();
      left(message);
    } else {
      RelayedMessage next = message.again();
      later.add(next);
      long millis = isTaking() ? wait.toMillis() : TEND_MILLIS;
      Future<?> unused = timer.schedule(() -> due(next), millis, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isSpent(RelayedMessage message, Duration wait) {
    return !isTaking() || message.age().plus(wait).compareTo(patience) > 0;
  }

  /** Writes a dead letter of an event that nobody else keeps; whether it could. */
  private boolean bury(RelayedMessage message, Settlement settlement) {
    String why = isTaking() ? "it was tried for " + patience.toSeconds() + " s" : "Drover stopped";
    PermanentException end =
        new PermanentException(
            why
                + ", and "
                + feed.name()
                + " does not keep it; the last time: "
                + settlement.reason());
    return settlements().unreadable(route(), settlement.event(), message.bytes(), end).outcome()
        == Outcome.DEAD;
  }

  /** Ends its wait, if nobody else has. */
  private void due(RelayedMessage message) {
    if (later.remove(message)) {
      workers.execute(() -> attempt(message));
    }
  }

  private void left(RelayedMessage message) {
    if (lanes.left(message.key()) && message.key() != null) {
      refused.remove(message.key());
    }
    room.release();
  }
}
