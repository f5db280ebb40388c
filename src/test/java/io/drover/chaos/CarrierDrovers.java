package io.drover.chaos;

import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replicas with the route of uploads. Several share what they remember and what waits in JetStream,
 * and elect one that looks for what was not heard. Thread-safe.
 */
final class CarrierDrovers implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final String SHARED =
      """
      drover.store=jetstream:chaos
      drover.bus=jetstream:chaos-bus
      drover.leader-election=true
      drover.leader-election.namespace=%s
      drover.leader-election.lease-seconds=3
      drover.leader-election.renew-deadline-seconds=2
      drover.leader-election.retry-period-seconds=1
      """;

  private final List<DroverReplica> all = new ArrayList<>();
  private final List<Integer> webhooks = new ArrayList<>();
  private final List<Path> logs = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param name of the case, in the names of logs
   * @param minio where they reach MinIO
   * @param kubeconfig how they reach the API server
   */
  CarrierDrovers(
      String name,
      CarrierScale scale,
      Path folder,
      String namespace,
      URI minio,
      NatsServer nats,
      Path kubeconfig)
      throws IOException {
    for (int i = 0; i < scale.replicas(); i++) {
      int webhook = Ports.free();
      Path own = Files.createDirectories(folder.resolve("replica-" + i));
      ChaosRoute.write(own.resolve("routes"), namespace, source(scale, webhook, minio));
      String store =
          scale.replicas() == 1
              ? "drover.store=" + own.resolve("store")
              : SHARED.formatted(namespace);
      Files.writeString(
          own.resolve("chaos.properties"),
          store + "\ncamel.component.jetstream.servers=" + nats.url() + "\n");
      Path log = ChaosReport.log(name + "-" + i);
      logs.add(log);
      webhooks.add(webhook);
      all.add(new DroverReplica(options(own, log, kubeconfig)));
    }
  }

  private static DroverReplica.Options options(Path folder, Path log, Path kubeconfig) {
    int port = Ports.free();
    Map<String, String> environment =
        new HashMap<>(DroverReplica.environment(kubeconfig, REQUEST_TIMEOUT));
    environment.put("DROVER_MANAGEMENT_PORT", String.valueOf(port));
    return new DroverReplica.Options(
        folder,
        log,
        environment,
        URI.create("http://127.0.0.1:" + port + "/observe/health/ready"),
        200,
        List.of("run", "--routes", "routes", "--config", "chaos.properties"));
  }

  private static String source(CarrierScale scale, int webhook, URI minio) {
    Map<String, String> parameters = scale.carrier().parameters(webhook);
    parameters.put("bucket", ChaosRoute.BUCKET);
    parameters.put("prefix", ChaosRoute.PREFIX);
    parameters.put("events", "s3:ObjectCreated:*");
    if (scale.sweeps() || scale.carrier() == Carrier.LISTEN) {
      parameters.put("sweepSeconds", String.valueOf(scale.sweepSeconds()));
      parameters.put("endpoint", minio.toString());
      parameters.put("accessKey", Minio.user());
      parameters.put("secretKey", Minio.password());
      parameters.put("from", "beginning");
    }
    return ChaosRoute.source(scale.carrier().kamelet(), parameters);
  }

  /** Starts those that do not run, and waits until all are ready. */
  void start() throws IOException {
    for (DroverReplica replica : all) {
      replica.start();
    }
  }

  /** Ends one with -9, each in turn. */
  void kill() {
    DroverReplica next = all.get(turn.getAndIncrement() % all.size());
    if (next.isAlive()) {
      next.kill();
    }
  }

  /** Where each takes notifications, if it does. */
  List<URI> webhooks() {
    return webhooks.stream().map(port -> URI.create("http://127.0.0.1:" + port)).toList();
  }

  /** How many lines of their logs hold a text. */
  long logged(String text) throws IOException {
    long count = 0;
    for (Path log : logs) {
      try (var lines = Files.lines(log)) {
        count += lines.filter(line -> line.contains(text)).count();
      }
    }
    return count;
  }

  @Override
  public void close() {
    all.forEach(DroverReplica::close);
  }
}
