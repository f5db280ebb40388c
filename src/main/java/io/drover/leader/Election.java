package io.drover.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One candidate's part in an election, from its start to its close. An elector ends when it loses
 * the Lease, and asks only now and then while it waits for it: this begins another one in both
 * cases, at the moment at which the Lease can be had. Thread-safe.
 */
final class Election implements AutoCloseable {
  private final ElectionOptions options;
  private final KubernetesClient client;
  private final ObservedLease lease;
  private final Term term;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "leader-election-timer"));
  private final ExecutorService requests =
      Executors.newSingleThreadExecutor(task -> daemon(task, "leader-election"));
  private final LeaseWatch watch;
  private CompletableFuture<?> elector; // of the timer's thread, as all that follows
  private Future<?> due;

  /**
   * @param lease what tells the term of its beginning and end
   */
  Election(ElectionOptions options, KubernetesClient client, ObservedLease lease, Term term) {
    this.options = options;
    this.client = quick(client, options.renewDeadline());
    this.lease = lease;
    this.term = term;
    this.watch = new LeaseWatch(this.client, options, this::changed, timer);
  }

  /** With it one request that hangs does not cost the Lease. */
  private static KubernetesClient quick(KubernetesClient client, Duration renewDeadline) {
    return client
        .newClient(
            new RequestConfigBuilder()
                .withRequestTimeout((int) renewDeadline.toMillis() / 3)
                .withRequestRetryBackoffLimit(0)
                .build())
        .adapt(KubernetesClient.class);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    timer.execute(this::stand);
    timer.execute(watch::open);
    long period = options.retryPeriod().toMillis() / 4;
    Future<?> unused =
        timer.scheduleWithFixedDelay(term::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void stand() {
    CompletableFuture<?> started = new LeaderElector(client, config(), requests).start();
    elector = started;
    CompletableFuture<?> unused =
        started.whenComplete(
            (result, failure) -> {
              Future<?> unusedToo = later(() -> again(started), options.retryPeriod());
            });
  }

  private LeaderElectionConfig config() {
    return new LeaderElectionConfig(
        lease,
        options.lease(),
        options.renewDeadline(),
        options.retryPeriod(),
        new LeaderCallbacks(() -> {}, () -> {}, holder -> {}), // the term knows it sooner
        true,
        options.name());
  }

  private void again(CompletableFuture<?> ended) {
    if (ended == elector) {
      stand();
    }
  }

  private void changed(Lease written) {
    if (!term.leads()) { // to the leader it may tell of the time before
      lease.see(written);
      Future<?> unused = later(this::await, Duration.ZERO);
    }
  }

  /** Tries again as soon as the holder has had its time, unless that is renewed meanwhile. */
  private void await() {
    if (due != null) {
      due.cancel(false);
    }
    Duration remaining = lease.remaining();
    due = remaining == null ? null : later(this::hurry, remaining);
  }

  private void hurry() {
    Duration remaining = lease.remaining();
    if (!term.leads() && remaining != null && remaining.isZero()) {
      elector.cancel(true);
      stand();
    }
  }

  private Future<?> later(Runnable task, Duration delay) {
    try {
      return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return null; // it is over
    }
  }

  /** Releases the Lease if it is held, so that another one can have it at once. */
  @Override
  public void close() {
    CompletableFuture<Void> released = new CompletableFuture<>();
    timer.execute(
        () -> {
          watch.close();
          elector.cancel(true);
          term.end();
          released.complete(null);
        });
    released.join();
    timer.shutdownNow();
    requests.shutdownNow();
  }
}
