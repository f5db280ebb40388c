package io.drover.kube;

import io.drover.delivery.Delivery;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Leadership;
import io.drover.delivery.RehearsableSource;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultConsumer;

/**
 * Runs a route for each watched object that needs it: when it changed, when one of its children
 * did, and again after a failure.
 */
final class WatchConsumer extends DefaultConsumer
    implements Suspendable, RehearsableSource, Controller.Handler {
  private static final String HEALTH = "drover-health-";
  private static final long LAST_EVENTS_MILLIS = 2_000;

  private ScheduledExecutorService timer;
  private ExecutorService workers;
  private ExecutorService teller;
  private OwnerEvents events;
  private Controller controller;
  private WatchRehearsal rehearsal;

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
    Settlements settlements = Settlements.of(context);
    ExecutorServiceManager threads = context.getExecutorServiceManager();
    timer = threads.newSingleThreadScheduledExecutor(this, "watch");
    workers = threads.newFixedThreadPool(this, "reconcile", getEndpoint().getConcurrency());
    teller = threads.newSingleThreadExecutor(this, "events");
    EventLevel level = getEndpoint().getEvents();
    events = OwnerEvents.start(client, route(), level, settlements.leadership(), teller);
    controller =
        new Controller(client, getEndpoint(), ownership(), settlements, this, timer, workers);
    settlements.waiting(route(), new LeaderBacklog(controller.queue(), settlements.leadership()));
    settlements.removals().register(route(), controller.guard()::allow);
    bindHealth(new WatchHealth(route(), getEndpoint(), controller));
    bindHealth(controller.guard());
    controller.start();
  }

  private void bindHealth(HealthDetail detail) {
    getEndpoint()
        .getCamelContext()
        .getRegistry()
        .bind(HEALTH + detail.name(), HealthDetail.class, detail);
  }

  private Ownership ownership() {
    CamelContext context = getEndpoint().getCamelContext();
    return new Ownership(
        context.resolvePropertyPlaceholders("{{drover.instance:drover}}"), route());
  }

  @Override
  protected void doSuspend() {
    if (controller != null) {
      controller.stopTaking();
    }
  }

  @Override
  protected void doStop() throws Exception {
    doSuspend();
    Settlements.of(getEndpoint().getCamelContext()).removals().unregister(route());
    if (workers != null) {
      ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      threads.shutdownGraceful(workers);
      threads.shutdownNow(timer);
      events.stop();
      threads.shutdownGraceful(teller, LAST_EVENTS_MILLIS);
      Registry registry = getEndpoint().getCamelContext().getRegistry();
      registry.unbind(HEALTH + "watch:" + route());
      registry.unbind(HEALTH + controller.guard().name());
    }
    super.doStop();
  }

  @Override
  protected void doResume() throws Exception {
    doStop();
    doStart();
  }

  private String route() {
    return Routes.author(getEndpoint().getCamelContext(), getRouteId());
  }

  @Override
  public void refuse(UndecidedException why) {
    WatchMessage message = WatchMessage.of(controller.state().kind(), why.object());
    Settlement settlement =
        Settlements.of(getEndpoint().getCamelContext()).refused(route(), message.event(), why);
    events.warn(why.object(), settlement.reason());
  }

  /** An object that is gone has no readers any more. */
  private void warn(Owners.Change change, Settlement settlement) {
    if (change.exists()) {
      events.warn(change.body(), settlement.reason());
    }
  }

  @Override
  public Settlement handle(String uid, Owners.Change change, Controller by) {
    Settlement settlement = run(uid, change, by);
    switch (settlement.outcome()) {
      case DONE, FILTERED, DUPLICATE -> {
        if (Paused.reason(change) == null) { // the route has not had that state otherwise
          by.state().owners().settled(uid, change);
        }
      }
      case DEAD -> warn(change, settlement);
      case RETRY -> {
        if (settlement.attempt() == 1 && UnresolvedException.isCauseOf(settlement.cause())) {
          warn(change, settlement);
        }
      }
    }
    return settlement;
  }

  private Settlement run(String uid, Owners.Change change, Controller by) {
    WatchMessage message = new WatchMessage(by.state().kind(), uid, change);
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    KubernetesSerialization json =
        getEndpoint().getComponent().client().getKubernetesSerialization();
    run(message, json, by.state().watched(change), by.queue().attempt(uid), settlement::complete);
    return settlement.join();
  }

  private void run(
      WatchMessage message,
      KubernetesSerialization json,
      WatchedOwner owner,
      int attempt,
      Consumer<Settlement> acknowledge) {
    String paused = Paused.reason(message.change());
    if (paused != null) {
      Settlements settlements = Settlements.of(getEndpoint().getCamelContext());
      acknowledge.accept(settlements.filtered(route(), message.event(), paused));
      return;
    }
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(message.body(json));
    owner.attach(exchange);
    if (events != null) { // else it is only tried out
      events.attach(exchange);
    }
    exchange.setProperty(Leadership.REQUIRED, true);
    Delivery.start(exchange, route(), message.event(), attempt, acknowledge);
    getAsyncProcessor().process(exchange, doneSync -> {});
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    rehearsal().receive(message, acknowledge);
  }

  @Override
  public List<Waiting> all() {
    return rehearsal().all();
  }

  private WatchRehearsal rehearsal() {
    if (rehearsal == null) {
      Settlements settlements = Settlements.of(getEndpoint().getCamelContext());
      rehearsal = new WatchRehearsal(getEndpoint(), ownership(), settlements, this::rehearse);
    }
    return rehearsal;
  }

  private void rehearse(
      WatchMessage message, WatchedOwner owner, Consumer<Settlement> acknowledge) {
    run(message, WatchRehearsal.JSON, owner, 1, acknowledge);
  }
}
