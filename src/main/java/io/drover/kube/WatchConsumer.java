package io.drover.kube;

import io.drover.delivery.Backoff;
import io.drover.delivery.Delivery;
import io.drover.delivery.Reason;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a route for each watched object that needs it: when it changed, when one of its children
 * did, and again after a failure. The API server being away only delays that.
 */
final class WatchConsumer extends DefaultConsumer implements Suspendable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchConsumer.class);
  private static final long SYNC_POLL_MILLIS = 20;

  private final Backoff backoff = Backoff.standard();
  private final List<ObjectWatch> watches = new ArrayList<>();
  private ScheduledExecutorService timer;
  private ExecutorService workers;
  private Owners owners;
  private Children children;
  private Reconciler reconciler;
  private OwnerEvents events;
  private ResourceKind kind;
  private volatile WorkQueue<String> queue;
  private volatile boolean working;

  WatchConsumer(KubeEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public KubeEndpoint getEndpoint() {
    return (KubeEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    CamelContext context = getEndpoint().getCamelContext();
    KubernetesClient client = getEndpoint().getComponent().client();
    getEndpoint().ownedKinds().forEach(WatchConsumer::checkSpelling);
    timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "watch");
    queue = new WorkQueue<>(backoff, timer);
    workers =
        context
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "reconcile", getEndpoint().getConcurrency());
    timer.execute(() -> connect(client, 1));
  }

  private static void checkSpelling(String reference) {
    if (reference.lastIndexOf('/') < 1) {
      throw new IllegalArgumentException(
          "owns: '" + reference + "' is no kind: write it as networking.k8s.io/v1/Ingress");
    }
  }

  /** Finds the kinds and begins to watch them; comes again until the API server is there. */
  private void connect(KubernetesClient client, int attempt) {
    try {
      ResourceKinds kinds = new ResourceKinds(client);
      kind = kinds.find(getEndpoint().getApiVersion(), getEndpoint().getKind());
      CamelContext context = getEndpoint().getCamelContext();
      Ownership ownership =
          new Ownership(
              context.resolvePropertyPlaceholders("{{drover.instance:drover}}"),
              Routes.author(context, getRouteId()));
      String namespace = getEndpoint().getNamespace();
      owners = new Owners(getEndpoint()::selects, queue::add);
      children = new Children(ownership, queue::add);
      events = new OwnerEvents(client, ownership.route());
      reconciler = new Reconciler(kinds, ownership, owners, children, new ChildWriter(client));
      List<ObjectWatch> made = new ArrayList<>();
      for (String owned : getEndpoint().ownedKinds()) {
        ResourceKind child = kinds.find(owned);
        made.add(
            new ObjectWatch(
                client, child, namespace, ownership.selector(), children.handler(child)));
      }
      made.add(new ObjectWatch(client, kind, namespace, Map.of(), owners));
      synchronized (watches) {
        watches.addAll(made);
      }
      made.forEach(ObjectWatch::start);
      work();
    } catch (RuntimeException e) {
      LOG.warn("{}: watching begins later: {}", getRouteId(), Reason.of(e));
      later(() -> connect(client, attempt + 1), backoff.delayMillis(attempt));
    }
  }

  /** Lets the workers begin once all is listed: on less, what should be removed cannot be known. */
  private void work() {
    if (!hasSynced()) {
      later(this::work, SYNC_POLL_MILLIS);
      return;
    }
    children.ownerUids().forEach(queue::add);
    for (int i = 0; i < getEndpoint().getConcurrency(); i++) {
      workers.execute(this::workUntilClosed);
    }
    working = true;
  }

  private void later(Runnable task, long millis) {
    Future<?> unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  private boolean hasSynced() {
    synchronized (watches) {
      return !watches.isEmpty() && watches.stream().allMatch(ObjectWatch::hasSynced);
    }
  }

  @Override
  protected void doSuspend() {
    stopTaking();
  }

  @Override
  protected void doStop() throws Exception {
    stopTaking();
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    if (workers != null) {
      threads.shutdownGraceful(workers);
      threads.shutdownNow(timer);
    }
    super.doStop();
  }

  @Override
  protected void doResume() throws Exception {
    doStop();
    doStart();
  }

  private void stopTaking() {
    if (queue != null) {
      queue.close();
    }
    synchronized (watches) {
      watches.forEach(ObjectWatch::stop);
      watches.clear();
    }
    working = false;
  }

  /** Whether all that is known of was handled, failures that wait for their next attempt aside. */
  boolean isIdle() {
    return working && queue.isIdle();
  }

  private void workUntilClosed() {
    try {
      for (String uid = queue.take(); uid != null; uid = queue.take()) {
        workOn(uid);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void workOn(String uid) {
    boolean retry = true;
    try {
      Owners.Change change = owners.change(uid, children.anyOf(uid));
      retry = change != null && !settle(uid, change, run(uid, change));
    } catch (RuntimeException e) {
      LOG.warn("{}: trying again after: {}", getRouteId(), Reason.of(e));
    } finally {
      if (retry) {
        queue.failed(uid);
      } else {
        queue.done(uid);
      }
    }
  }

  /** Draws the consequences of an outcome; whether the work on the owner is over. */
  private boolean settle(String uid, Owners.Change change, Settlement settlement) {
    switch (settlement.outcome()) {
      case DONE, FILTERED, DUPLICATE -> owners.settled(uid, change);
      case DEAD -> events.warn(change.body(), settlement.reason());
      case RETRY -> {}
    }
    return settlement.outcome() != Outcome.RETRY;
  }

  private Settlement run(String uid, Owners.Change change) {
    Exchange exchange = createExchange(true);
    WatchMessage message = new WatchMessage(kind, uid, change);
    exchange.getMessage().setBody(message.body(getEndpoint().getComponent().client()));
    new WatchedOwner(change.body(), owners.exists(uid), reconciler).attach(exchange);
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    String route = Routes.author(getEndpoint().getCamelContext(), getRouteId());
    Delivery.start(exchange, route, message.event(), null, settlement::complete);
    getAsyncProcessor().process(exchange, doneSync -> {});
    return settlement.join();
  }
}
