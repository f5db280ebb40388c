package io.drover.chaos;

import io.drover.chaos.IngressVerdict.Promise;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run of a plan: people who change Services and strangers who meddle with Ingresses, Drover, a
 * proxy and the API server, with faults at each of them, and after these what all has come to.
 */
final class WatchChaosRun implements AutoCloseable {
  private static final Duration BEGUN = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(20);

  /** For each thing that was done to a Service or an Ingress so many writes have a reason. */
  private static final int WRITES_A_DEED = 3;

  private final String name;
  private final KubernetesApi kubernetes;
  private final WatchPlan plan;
  private final WatchBreak broken;
  private final KubernetesClient client;
  private final FaultLog faults = new FaultLog();
  private final BrokenApi api;
  private final FaultProxy proxy;
  private final WatchedDrovers drovers;
  private final ServiceAuthors authors;
  private final Strangers strangers;
  private final IngressOracle oracle;

  /**
   * @param name of the case, in the report
   */
  WatchChaosRun(
      String name, KubernetesApi kubernetes, Path folder, WatchPlan plan, WatchBreak broken)
      throws IOException {
    this.name = name;
    this.kubernetes = kubernetes;
    this.plan = plan;
    this.broken = broken;
    client = kubernetes.newClient();
    String namespace = KubernetesApi.newNamespace(client);
    api = new BrokenApi(FaultProxy.upstream(kubernetes.config())::send);
    proxy = proxy();
    drovers =
        new WatchedDrovers(
            plan.scale().replicas(),
            name,
            folder,
            namespace,
            DroverReplica.environment(
                kubernetes.kubeconfigBy(proxy.address()), plan.scale().requestTimeout()));
    authors = new ServiceAuthors(client, namespace);
    strangers = new Strangers(client, namespace);
    oracle = new IngressOracle(client, namespace, authors, strangers);
  }

  private FaultProxy proxy() {
    FaultDeck deck =
        FaultDeck.ofWrites(
            new Random(plan.seed()).nextLong(), plan.scale().nthWrite(), Fault.OF_WRITES);
    return new FaultProxy(
        api::answer, kubernetes.config(), faults, deck, plan.scale().hang(), this::kill);
  }

  private void kill() {
    try {
      drovers.leader(DroverReplica::kill);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() throws IOException {
    drovers.all(DroverReplica::start);
  }

  /** Carries it out and publishes the report. */
  ChaosReport<IngressVerdict> run() throws Exception {
    begin();
    Duration most = plan.scale().duration().multipliedBy(3).plusMinutes(1);
    try (Timeline people = new Timeline();
        Timeline fate = new Timeline()) {
      plan.deeds().forEach(deed -> people.at(deed.atMillis(), () -> carryOut(deed)));
      plan.blows().forEach(blow -> fate.at(blow.atMillis(), () -> strike(blow.fault())));
      fate.every(200, this::start);
      if (broken == WatchBreak.RESTLESS) {
        fate.every(100, () -> proxy.repeat(proxy.writes().last()));
      }
      people.await(most);
      fate.await(most);
      proceed();
      proxy.heal();
      isRightWithin(plan.scale().right());
      return judged().publish();
    }
  }

  /** Lets Drover make what is to be there at first; some names it cannot have. */
  private void begin() throws IOException {
    for (int i = 0; i < plan.scale().services(); i++) {
      if (WatchPlan.isTaken(i)) {
        strangers.take(ingress(i), i);
      }
      if (WatchPlan.isRight(i)) {
        authors.putRight(i);
      } else if (WatchPlan.isThere(i)) {
        authors.put(i, plan.seed() + i);
      }
    }
    faults.begin();
    start();
    if (!isRightWithin(BEGUN)) {
      throw new AssertionError("before anything was done: " + judged().publish().text());
    }
    api.begin(broken);
    if (broken == WatchBreak.DEAF) {
      proxy.watches().swallow();
    }
  }

  private static String ingress(int service) {
    return ServiceAuthors.name(service) + "-ing";
  }

  private void carryOut(Deed deed) {
    int service = deed.service();
    switch (deed.kind()) {
      case PUT -> authors.put(service, deed.seed());
      case SPOIL -> authors.spoil(service);
      case DELETE -> authors.delete(service);
      case RENEW -> authors.renew(service, deed.seed());
      case EDIT -> strangers.edit(ingress(service), deed.seed());
      case REMOVE -> strangers.remove(ingress(service));
      case TAKE -> strangers.take(ingress(service), deed.seed());
    }
  }

  private void strike(Fault fault) throws Exception {
    switch (fault) {
      case KILL, STOPPED -> strikeDrover(fault);
      case KILL_BEFORE_ACTION, KILL_AFTER_ACTION -> proxy.arm(fault);
      case WATCHES_CUT -> proxy.cut();
      case COMPACTED -> compact();
      default -> throw new IllegalArgumentException(fault + " is no blow");
    }
  }

  /** Not while others wait for what Drover does about what they did. */
  private synchronized void strikeDrover(Fault fault) throws IOException {
    faults.add(fault);
    if (fault == Fault.KILL) {
      kill();
    } else {
      drovers.leader(DroverReplica::pause);
      long millis = plan.scale().pause().toMillis();
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::proceed);
    }
  }

  private void proceed() {
    faults.add(Fault.CONTINUED);
    try {
      drovers.all(DroverReplica::resume);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** While watches are cut, what they would go on from is forgotten. */
  private synchronized void compact() throws InterruptedException {
    Awaitility.await("drover watches Services and Ingresses")
        .atMost(SOON)
        .until(() -> proxy.watches().open() >= 2 * plan.scale().replicas());
    int before = faults.count(Fault.WATCH_GONE);
    proxy.goAway();
    kubernetes.compact();
    faults.add(Fault.COMPACTED);
    faults.add(Fault.API_RESTART);
    kubernetes.restartApiServer();
    proxy.comeBack();
    faults.await(Fault.WATCH_GONE, before + 1, SOON);
  }

  private boolean isRightWithin(Duration time) {
    try {
      Awaitility.await("all is right")
          .atMost(time)
          .pollInterval(200, TimeUnit.MILLISECONDS)
          .until(() -> oracle.verdict().holds());
      return true;
    } catch (ConditionTimeoutException e) {
      return false; // which the verdict then shows
    }
  }

  /** Nothing may be written any more; and so many writes had a reason. */
  private ChaosReport<IngressVerdict> judged() throws IOException {
    int before = proxy.writes().total();
    try {
      Awaitility.await("nothing is written")
          .during(plan.scale().rest())
          .atMost(plan.scale().rest().plusSeconds(1))
          .until(() -> proxy.writes().total() == before);
    } catch (ConditionTimeoutException e) {
      // which the verdict then shows
    }
    IngressVerdict verdict = oracle.verdict();
    int restless = proxy.writes().total() - before;
    if (restless > 0) {
      verdict.add(Promise.QUIET, restless + " of " + proxy.writes().text());
    }
    int reasons = plan.scale().services() + plan.deeds().size();
    int written = proxy.writes().of("ingresses");
    if (written > reasons * WRITES_A_DEED) {
      verdict.add(Promise.NO_EXCESS, written + " for " + reasons + " changes");
    }
    String title =
        String.format(
            "%s: seed %d, promise broken on purpose: %s, %d Services, %d deeds, writes %s",
            name,
            plan.seed(),
            broken,
            plan.scale().services(),
            plan.deeds().size(),
            proxy.writes().text());
    return new ChaosReport<>(title, faults, verdict);
  }

  @Override
  public void close() {
    drovers.close();
    proxy.close();
    client.close();
  }
}
