package io.drover.jetstream;

import io.drover.delivery.Backlog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All durable consumers that a route reads, one for each partition, worked on by the same threads.
 * Its methods are not for several threads at once, but for those that look.
 */
final class Partitions implements Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int IN_HAND_PER_WORKER = 2;

  private final JetStreamEndpoint options;
  private final ExecutorServiceManager threads;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private final List<DurableConsumer> consumers = new ArrayList<>();
  private final List<Subscriber> subscribers;
  private volatile List<PullLoop> loops = List.of();
  private volatile boolean stopped;
  private ExecutorService pullers;

  /**
   * @param subscribers one for each durable consumer
   */
  Partitions(JetStreamEndpoint options, MessageWork work, List<Subscriber> subscribers) {
    this.options = options;
    this.subscribers = List.copyOf(subscribers);
    RetryWaits waits = new RetryWaits(options.getBackoff());
    threads = options.getCamelContext().getExecutorServiceManager();
    workers = threads.newFixedThreadPool(this, "jetstream", options.getConcurrency());
    timer = threads.newSingleThreadScheduledExecutor(this, "jetstream-timer");
    int limit = options.getPartitions() > 0 ? 1 : options.getConcurrency() * IN_HAND_PER_WORKER;
    for (int n = 0; n < subscribers.size(); n++) {
      consumers.add(new DurableConsumer(options.getStream(), work, waits, limit, workers, timer));
    }
    long third = Math.max(1, options.getAckWaitMillis() / 3);
    Future<?> unused =
        timer.scheduleAtFixedRate(
            () -> consumers.forEach(DurableConsumer::tellAtWork),
            third,
            third,
            TimeUnit.MILLISECONDS);
  }

  /** Begins to take messages, or does so again. */
  void resume() {
    pullers = threads.newFixedThreadPool(this, "jetstream-pull", consumers.size());
    List<PullLoop> begun = new ArrayList<>();
    for (int n = 0; n < consumers.size(); n++) {
      DurableConsumer consumer = consumers.get(n);
      consumer.resume();
      begun.add(new PullLoop(options.getStream(), subscribers.get(n), consumer));
    }
    loops = List.copyOf(begun);
    loops.forEach(pullers::execute);
  }

  /** Takes no more; what is at work comes to its end, and what only waits is handed back. */
  void pause() {
    loops.forEach(PullLoop::end);
    threads.shutdown(pullers);
    consumers.forEach(DurableConsumer::pause);
  }

  /** Ends, once all that is in hand is answered, or after a time. */
  void stop() throws InterruptedException {
    pause();
    long millis = threads.getShutdownAwaitTermination();
    boolean pulled = threads.awaitTermination(pullers, millis);
    boolean answered = true;
    for (DurableConsumer consumer : consumers) {
      answered &= consumer.inHand().awaitEmpty(answered ? millis : 0);
    }
    LOG.debug("Stopped: puller ended {}, all answered {}", pulled, answered);
    stopped = true;
    threads.shutdownNow(timer);
    threads.shutdownNow(workers);
  }

  /** How many messages the server had for the route when last asked. */
  long pending() {
    return loops.stream().mapToLong(PullLoop::pending).sum();
  }

  int inHand() {
    return consumers.stream().mapToInt(consumer -> consumer.inHand().size()).sum();
  }

  /** What keeps one of them from taking messages, in words; null if nothing does. */
  String trouble() {
    return loops.stream().map(PullLoop::trouble).filter(Objects::nonNull).findFirst().orElse(null);
  }

  @Override
  public int depth() {
    return stopped ? -1 : (int) Math.min(Integer.MAX_VALUE, pending() + inHand());
  }

  @Override
  public Duration oldest() {
    return Duration.ZERO;
  }
}
