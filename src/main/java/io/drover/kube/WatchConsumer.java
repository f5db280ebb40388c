package io.drover.kube;

import io.drover.delivery.Delivery;
import io.drover.delivery.HealthDetail;
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
import org.apache.camel.support.DefaultConsumer;

/**
 * Runs a route for each watched object that needs it: when it changed, when one of its children
 * did, and again after a failure.
 */
final class WatchConsumer extends DefaultConsumer implements Suspendable, RehearsableSource {
  private ScheduledExecutorService timer;
  private ExecutorService workers;
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
    getEndpoint().ownedKinds().forEach(WatchConsumer::checkSpelling);
    CamelContext context = getEndpoint().getCamelContext();
    KubernetesClient client = getEndpoint().getComponent().client();
    String instance = context.resolvePropertyPlaceholders("{{drover.instance:drover}}");
    ExecutorServiceManager threads = context.getExecutorServiceManager();
    timer = threads.newSingleThreadScheduledExecutor(this, "watch");
    workers = threads.newFixedThreadPool(this, "reconcile", getEndpoint().getConcurrency());
    events = new OwnerEvents(client, route());
    Ownership ownership = new Ownership(instance, route());
    controller =
        new Controller(
            client,
            getEndpoint(),
            ownership,
            Settlements.of(context),
            this::handle,
            timer,
            workers);
    Settlements.of(context).waiting(route(), controller::depth);
    Settlements.of(context).removals().register(route(), controller.guard()::allow);
    context
        .getRegistry()
        .bind("drover-health-removals-" + route(), HealthDetail.class, controller.guard());
    controller.start();
  }

  private static void checkSpelling(String reference) {
    if (reference.lastIndexOf('/') < 1) {
      throw new IllegalArgumentException(
          "owns: '" + reference + "' is no kind: write it as networking.k8s.io/v1/Ingress");
    }
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

  private Settlement handle(String uid, Owners.Change change, Controller by) {
    Settlement settlement = run(uid, change, by);
    switch (settlement.outcome()) {
      case DONE, FILTERED, DUPLICATE -> {
        if (Paused.reason(change) == null) { // the route has not had that state otherwise
          by.owners().settled(uid, change);
        }
      }
      case DEAD -> events.warn(change.body(), settlement.reason());
      case RETRY -> {
        if (settlement.attempt() == 1 && UnresolvedException.isCauseOf(settlement.cause())) {
          events.warn(change.body(), settlement.reason());
        }
      }
    }
    return settlement;
  }

  private Settlement run(String uid, Owners.Change change, Controller by) {
    WatchMessage message = new WatchMessage(by.kind(), uid, change);
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    KubernetesSerialization json =
        getEndpoint().getComponent().client().getKubernetesSerialization();
    run(message, json, by.watched(uid, change), by.attempt(uid), settlement::complete);
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
      String instance =
          getEndpoint().getCamelContext().resolvePropertyPlaceholders("{{drover.instance:drover}}");
      Settlements settlements = Settlements.of(getEndpoint().getCamelContext());
      Ownership ownership = new Ownership(instance, route());
      rehearsal = new WatchRehearsal(getEndpoint(), ownership, settlements, this::rehearse);
    }
    return rehearsal;
  }

  private void rehearse(
      WatchMessage message, WatchedOwner owner, Consumer<Settlement> acknowledge) {
    run(message, WatchRehearsal.JSON, owner, 1, acknowledge);
  }
}
