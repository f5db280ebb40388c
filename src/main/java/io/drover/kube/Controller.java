package io.drover.kube;

import io.drover.delivery.Backoff;
import io.drover.delivery.Reason;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  @FunctionalInterface
  interface Handler {
    /** What became of it. */
    Settlement handle(String uid, Owners.Change change, Controller controller);
  }

  private final Backoff backoff = Backoff.standard();
  private final KubernetesClient client;
  private final KubeEndpoint options;
  private final Ownership ownership;
  private final Settlements settlements;
  private final Handler handler;
  private final ScheduledExecutorService timer;
  private final ExecutorService workers;
  private final WorkQueue<String> queue;
  private final ResourceKinds kinds;
  private final Owners owners;
  private final Children children;
  private final DesiredObjects desired;
  private final Reconciler reconciler;
  private final RemovalGuard guard;
  private final List<ObjectWatch> watches = new ArrayList<>();
  private ResourceKind kind;
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
    this.client = client;
    this.options = options;
    this.ownership = ownership;
    this.settlements = settlements;
    this.handler = handler;
    this.timer = timer;
    this.workers = workers;
    queue = new WorkQueue<>(timer);
    kinds = new ResourceKinds(client);
    owners = new Owners(options::selects, queue::add);
    children = new Children(ownership, queue::add);
    ChildWriter writer = ChildWriter.of(client, settlements.circuit(client), ownership.route());
    guard =
        new RemovalGuard(
            ownership.route(),
            () -> children.count(owners::exists),
            queue::add,
            this::held,
            System::nanoTime);
    desired = new DesiredObjects(kinds, children.kinds(), options.childScope(), ownership);
    reconciler = new Reconciler(ownership, owners, children, writer, guard::admit);
  }

  void start() {
    timer.execute(() -> connect(1));
  }

  /** Stops the watches and gives out no more work; what is being worked on goes on. */
  synchronized void stopTaking() {
    closed = true;
    queue.close();
    watches.forEach(ObjectWatch::stop);
  }

  /** How many owners wait for work; fewer than 0 once it takes no more. */
  int depth() {
    return queue.depth();
  }

  ResourceKind kind() {
    return kind;
  }

  Owners owners() {
    return owners;
  }

  RemovalGuard guard() {
    return guard;
  }

  /** Has {@code drover allow-deletes} be heard. */
  private void held() {
    try {
      settlements.removals().held();
    } catch (RuntimeException e) {
      LOG.error(
          "{}: drover allow-deletes cannot be heard, as the store cannot be had: {}",
          ownership.route(),
          Reason.of(e));
    }
  }

  /** An owner as its route's actions are to have it. */
  WatchedOwner watched(String uid, Owners.Change change) {
    return new WatchedOwner(change.body(), owners.exists(uid), desired, reconciler);
  }

  /** Finds the kinds and begins to watch them; comes again until the API server is there. */
  private void connect(int attempt) {
    try {
      kind = kinds.find(options.getApiVersion(), options.getKind());
      List<ObjectWatch> made = new ArrayList<>();
      for (String owned : options.ownedKinds()) {
        ResourceKind child = kinds.find(owned);
        for (String namespace : options.childScope().watched(child, options.namespaces())) {
          made.add(watch(child, namespace, ownership.selector(), children.handler(child)));
        }
      }
      made.add(watch(kind, options.getNamespace(), Map.of(), owners));
      synchronized (this) {
        if (closed) {
          return;
        }
        watches.addAll(made);
        watches.forEach(ObjectWatch::start);
      }
      work();
    } catch (RuntimeException e) {
      if (later(() -> connect(attempt + 1), backoff.delayMillis(attempt))) {
        LOG.warn("{}: watching begins later: {}", ownership.route(), Reason.of(e));
      }
    }
  }

  private ObjectWatch watch(
      ResourceKind watched,
      String namespace,
      Map<String, String> labels,
      ObjectWatch.Handler states) {
    return new ObjectWatch(client, watched, namespace, labels, states);
  }

  /** Lets the workers begin once all is listed: on less, what should be removed cannot be known. */
  private void work() {
    if (!watches.stream().allMatch(ObjectWatch::hasSynced)) {
      boolean unused = later(this::work, SYNC_POLL_MILLIS);
      return;
    }
    children.ownerUids().forEach(queue::add);
    guard.begin(children.ownerUids());
    for (int i = 0; i < options.getConcurrency(); i++) {
      workers.execute(this::workUntilClosed);
    }
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
    Duration hold = settlements.hold(ownership.route());
    while (!hold.isZero() && queue.pause(hold)) {
      hold = settlements.hold(ownership.route());
    }
    return queue.take();
  }

  private void workOn(String uid) {
    Duration again = Duration.ZERO;
    try {
      Owners.Change change = owners.change(uid, children.anyOf(uid));
      again = change == null ? null : again(uid, handler.handle(uid, change, this));
    } catch (RuntimeException e) {
      LOG.warn("{}: trying again after: {}", ownership.route(), Reason.of(e));
      again = Duration.ofMillis(backoff.delayMillis(queue.attempt(uid)));
    } finally {
      guard.handled(uid);
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

  /** Which attempt at an owner the present or next one is, from 1. */
  int attempt(String uid) {
    return queue.attempt(uid);
  }
}
