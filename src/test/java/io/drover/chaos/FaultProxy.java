package io.drover.chaos;

import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between Drover and the API server, and makes the faults of that connection. */
final class FaultProxy implements AutoCloseable {
  private final LoopbackServer.Handler api;
  private final FaultLog log;
  private final FaultDeck deck;
  private final Duration hang;
  private final Runnable kill;
  private final AtomicReference<Fault> next = new AtomicReference<>();
  private final CountDownLatch healed = new CountDownLatch(1);
  private final Tunnel watches;
  private final WriteCount writes = new WriteCount();
  private final LoopbackServer server;

  /**
   * @param deck which fault hits which request
   * @param hang how long those that hang do
   * @param kill ends Drover at once, for the faults that need it at an exact moment
   */
  FaultProxy(KubernetesApi kubernetes, FaultLog log, FaultDeck deck, Duration hang, Runnable kill) {
    this(upstream(kubernetes.config())::send, kubernetes.config(), log, deck, hang, kill);
  }

  /**
   * @param api what answers requests other than watches
   */
  FaultProxy(
      LoopbackServer.Handler api,
      Config config,
      FaultLog log,
      FaultDeck deck,
      Duration hang,
      Runnable kill) {
    this.api = api;
    this.log = log;
    this.deck = deck;
    this.hang = hang;
    this.kill = kill;
    watches = new Tunnel(config, log);
    server = new LoopbackServer(this::answer, watches);
  }

  /** The API server that a configuration names. */
  static Upstream upstream(Config config) {
    try {
      return new Upstream(URI.create(config.getMasterUrl()), SSLUtils.sslContext(config));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("trusting the API server", e);
    }
  }

  URI address() {
    return server.address();
  }

  boolean isIdle() {
    return server.isIdle();
  }

  /** Lets a fault hit the next action; null for none. */
  void arm(Fault fault) {
    next.set(fault);
  }

  /** Refuses all connections from here on. */
  void goAway() {
    log.add(Fault.API_AWAY);
    server.refuse();
  }

  void comeBack() {
    server.open();
  }

  /** Drops all connections, which may be made anew at once. */
  void cut() {
    log.add(Fault.WATCHES_CUT);
    server.cut();
  }

  WriteCount writes() {
    return writes;
  }

  Tunnel watches() {
    return watches;
  }

  /** Sends a request in Drover's place. */
  Reply repeat(Request request) throws IOException, InterruptedException {
    return answer(request);
  }

  /** From here on all goes well. */
  void heal() {
    next.set(null);
    deck.heal();
    healed.countDown();
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    writes.count(request);
    Fault fault = draw(request);
    if (fault == null) {
      return api.answer(request);
    }
    log.add(fault);
    return switch (fault) {
      case RESET_BEFORE -> Reply.RESET;
      case RESET_AFTER -> {
        api.answer(request);
        yield Reply.RESET;
      }
      case HANG_BEFORE -> {
        hang();
        yield api.answer(request);
      }
      case HANG_AFTER -> {
        Reply late = api.answer(request);
        hang();
        yield late;
      }
      case KILL_BEFORE_ACTION -> {
        kill.run();
        yield Reply.RESET;
      }
      case KILL_AFTER_ACTION -> {
        api.answer(request);
        kill.run();
        yield Reply.RESET;
      }
      default -> fault.answer();
    };
  }

  private Fault draw(Request request) {
    Fault armed = request.isAction() ? next.getAndSet(null) : null;
    return armed == null ? deck.draw(request) : armed;
  }

  private void hang() throws InterruptedException {
    healed.await(hang.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    server.close();
    watches.close();
  }
}
