package io.drover.kube;

import io.drover.delivery.Backoff;
import io.drover.delivery.Leadership;
import io.drover.delivery.Reason;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.Outcome;
import io.drover.kube.WorkQueue.Lane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of a route, the queue of owners that need work, and the workers that do it; from one
 * start of the route to its next stop or suspension. The API server being away only delays that.
 */
final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
  private static final long SYNC_POLL_MILLIS = 20;

  /** The longest wait for something that has nothing to do with the owner. */
  private static final Duration UNAVAILABLE = Duration.ofSeconds(30);

  /** What it has done to each owner. */
  interface Handler {
    /** What became of it. */
    Settlement handle(String uid, Owners.Change change, Controller controller);

    /** An object of which cannot be said whether it is an owner. */
    void refuse(UndecidedException why);
  }

  private final Backoff backoff = Backoff.standard();
  private final KubeEndpoint options;
  private final String route;
  private final Settlements settlements;
  private final Leadership leadership;
  private final Leadership.Listener onGain = this::startOver;
  private final Handler handler;
  private final ScheduledExecutorService timer;
  private final ExecutorService workers;
  private final WorkQueue<String> queue;
  private final WatchedState state;
  private volatile String trouble = "it has not begun to watch";
  private volatile boolean working;
  private boolean closed;

  /**
   * @param timer a single thread, which like the workers is the caller's to shut down, afterwards
   */
  Controller(
      KubernetesClient client,
      KubeEndpoint options,
      Ownership ownership,
      Settlements settlements,
      Handler handler,
      ScheduledExecutorService timer,
      ExecutorService workers) {
    this.options = options;
    this.route = ownership.route();
    this.settlements = settlements;
    this.handler = handler;
    this.timer = timer;
    this.workers = workers;
    queue = new WorkQueue<>(timer);
    leadership = settlements.leadership();
    ChildWriter writer = ChildWriter.of(client, settlements.circuit(client), leadership, route);
    state = new WatchedState(client, options, ownership, writer, this::changed);
  }

  /** What comes while the first lists are told is not fresher than the rest of them. */
  private void changed(String uid) {
    queue.add(uid, working ? Lane.FRESH : Lane.BACKGROUND);
  }

  void start() {
    leadership.add(onGain);
    timer.execute(() -> connect(1));
  }

  /** Stops the watches and gives out no more work; what is being worked on goes on. */
  synchronized void stopTaking() {
    closed = true;
    leadership.remove(onGain);
    queue.close();
    state.stop();
  }

  /** What waits for work. */
  WorkQueue<String> queue() {
    return queue;
  }

  WatchedState state() {
    return state;
  }

  /** Why it cannot see all that it should; empty if it can. */
  List<String> troubles() {
    String before = trouble;
    return before == null ? state.troubles() : List.of(before);
  }

  /** Finds the kinds and begins to watch them; comes again until the API server lets it. */
  private void connect(int attempt) {
    try {
      state.prepare();
      synchronized (this) {
        if (closed) {
          return;
        }
        state.start();
      }
      trouble = null;
      work();
    } catch (RuntimeException e) {
      trouble = Reason.of(e);
      long wait = Math.min(backoff.delayMillis(attempt), UNAVAILABLE.toMillis());
      if (later(() -> connect(attempt + 1), wait)) {
        LOG.warn("{}: watching begins later: {}", route, trouble);
      }
    }
  }

  /** Lets the workers begin once all is listed: on less, what should be removed cannot be known. */
  private void work() {
    if (!state.hasSynced()) {
      boolean unused = later(this::work, SYNC_POLL_MILLIS);
      return;
    }
    goOver();
    working = true;
    for (int i = 0; i < options.getConcurrency(); i++) {
      workers.execute(this::workUntilClosed);
    }
    resync();
  }

  /** Has every owner worked on, those too that only their children tell of. */
  private void goOver() {
    state.uids().forEach(uid -> queue.add(uid, Lane.BACKGROUND));
  }

  private void resync() {
    long millis = TimeUnit.SECONDS.toMillis(options.getResyncSeconds());
    if (millis > 0) {
      boolean unused =
          later(
              () -> {
                goOver();
                resync();
              },
              millis);
    }
  }

  /** Goes over all owners, as another process acted on them until now. */
  private void startOver() {
    boolean unused =
        later(
            () -> {
              if (working) {
                goOver();
              }
              queue.lookAgain();
            },
            0);
  }

  /** Schedules a task unless this is closed; whether it did. */
  private synchronized boolean later(Runnable task, long millis) {
    if (closed) {
      return false;
    }
    try {
      Future<?> unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // the caller shut the timer down first
    }
  }

  private void workUntilClosed() {
    try {
      for (String uid = next(); uid != null; uid = next()) {
        workOn(uid);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next owner, once the route is not held any more; null once this is closed. */
  private String next() throws InterruptedException {
    Duration hold = settlements.hold(route);
    while (!hold.isZero() && queue.pause(hold)) {
      hold = settlements.hold(route);
    }
    return queue.take(leadership::leads);
  }

  private void workOn(String uid) {
    Duration again = Duration.ZERO;
    try {
      Owners.Change change = state.change(uid);
      again = change == null ? null : again(uid, handler.handle(uid, change, this));
    } catch (UndecidedException e) {
      handler.refuse(e);
      again = null;
    } catch (RuntimeException e) {
      LOG.warn("{}: trying again after: {}", route, Reason.of(e));
      again = Duration.ofMillis(backoff.delayMillis(queue.attempt(uid)));
    } finally {
      if (again == null) {
        queue.done(uid);
      } else {
        queue.failed(uid, again);
      }
    }
  }

  /** When it is to be tried again; null if it is over. */
  private Duration again(String uid, Settlement settlement) {
    if (settlement.outcome() != Outcome.RETRY) {
      return null;
    }
    Duration wait = Duration.ofMillis(backoff.delayMillis(queue.attempt(uid)));
    if (!settlement.isAboutEvent() && wait.compareTo(UNAVAILABLE) > 0) {
      wait = UNAVAILABLE;
    }
    return wait.compareTo(settlement.retryAfter()) > 0 ? wait : settlement.retryAfter();
  }
}
