package io.drover.chaos;

import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between Drover and the API server, and makes the faults of that connection. */
final class FaultProxy implements AutoCloseable {
  private final Upstream api;
  private final FaultLog log;
  private final Random random;
  private final double probability;
  private final Duration hang;
  private final Runnable kill;
  private final AtomicReference<Fault> next = new AtomicReference<>();
  private final CountDownLatch healed = new CountDownLatch(1);
  private final LoopbackServer server = new LoopbackServer(this::answer);

  /**
   * @param probability of a fault, for each request
   * @param kill ends Drover at once, for the faults that need it at an exact moment
   */
  FaultProxy(
      KubernetesApi kubernetes,
      FaultLog log,
      long seed,
      double probability,
      Duration hang,
      Runnable kill) {
    this.api = upstream(kubernetes.config());
    this.log = log;
    this.random = new Random(seed);
    this.probability = probability;
    this.hang = hang;
    this.kill = kill;
  }

  private static Upstream upstream(Config config) {
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

  /** Lets a fault hit the next create. */
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

  /** From here on all goes well. */
  void heal() {
    next.set(null);
    healed.countDown();
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    Fault fault = draw(request);
    if (fault == null) {
      return api.send(request);
    }
    log.add(fault);
    return switch (fault) {
      case RESET_BEFORE -> Reply.RESET;
      case RESET_AFTER -> {
        api.send(request);
        yield Reply.RESET;
      }
      case HANG_BEFORE -> {
        hang();
        yield api.send(request);
      }
      case HANG_AFTER -> {
        Reply late = api.send(request);
        hang();
        yield late;
      }
      case KILL_BEFORE_CREATE -> {
        kill.run();
        yield Reply.RESET;
      }
      case KILL_AFTER_CREATE -> {
        api.send(request);
        kill.run();
        yield Reply.RESET;
      }
      default -> fault.answer();
    };
  }

  private Fault draw(Request request) {
    Fault armed = request.isCreate() ? next.getAndSet(null) : null;
    if (armed != null || healed.getCount() == 0) {
      return armed;
    }
    synchronized (random) {
      if (random.nextDouble() >= probability) {
        return null;
      }
      return Fault.OF_REQUESTS.get(random.nextInt(Fault.OF_REQUESTS.size()));
    }
  }

  private void hang() throws InterruptedException {
    healed.await(hang.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    server.close();
  }
}
