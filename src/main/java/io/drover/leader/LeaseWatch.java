package io.drover.leader;

import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a Lease, so that a change of it is known at once. An election goes on without, only
 * slower. Used by one thread.
 */
final class LeaseWatch implements Watcher<Lease> {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);

  private final KubernetesClient client;
  private final ElectionOptions options;
  private final Consumer<Lease> onChange;
  private final ScheduledExecutorService timer;
  private Watch watch;
  private boolean warned;

  /**
   * @param onChange is told of every state, on a thread of the client
   * @param timer a single thread, the one that uses this
   */
  LeaseWatch(
      KubernetesClient client,
      ElectionOptions options,
      Consumer<Lease> onChange,
      ScheduledExecutorService timer) {
    this.client = client;
    this.options = options;
    this.onChange = onChange;
    this.timer = timer;
  }

  void open() {
    try {
      watch =
          client
              .resources(Lease.class)
              .inNamespace(options.namespace())
              .withName(options.name())
              .watch(this);
      warned = false;
    } catch (KubernetesClientException e) {
      if (!warned) {
        warned = true;
        LOG.warn(
            "Lease {}/{} is asked for every {} s, as it cannot be watched: {}",
            options.namespace(),
            options.name(),
            options.retryPeriod().toSeconds(),
            Reason.of(e));
      }
      later();
    }
  }

  private void later() {
    try {
      var unused = timer.schedule(this::open, options.lease().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The election is over.", e);
    }
  }

  @Override
  public void eventReceived(Action action, Lease lease) {
    if (action == Action.ADDED || action == Action.MODIFIED) {
      onChange.accept(lease);
    }
  }

  /** The server has forgotten where the watch was, or the like; the client reconnects by itself. */
  @Override
  public void onClose(WatcherException cause) {
    later();
  }

  void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
