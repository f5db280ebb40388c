package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Messages of core NATS, published as fast as can be. */
final class NatsTransport implements SourceTransport {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final String SUBJECT = "bucket.acme";

  private static final String CONNECTED = "\"connection\":\"CONNECTED\"";
  private static final String WELL = "\"name\":\"source:count\",\"status\":\"UP\"";

  private final CountingDrover drover;
  private final Path log;
  private final int connections;
  private final Bus bus;
  private final Notifications notifications = new Notifications();

  NatsTransport(CountingDrover drover, Path folder, Bus bus, int connections) throws IOException {
    this.drover = drover;
    this.log = folder.resolve("bare-nats.log");
    this.connections = connections;
    this.bus = bus;
  }

  @Override
  public String name() {
    return "core NATS";
  }

  @Override
  public Running drover() throws Exception {
    DroverTaker taker =
        drover.start(
            "nats-bucket-source",
            """
            camel.kamelet.nats-bucket-source.subject=%s
            camel.kamelet.nats-bucket-source.servers=%s
            camel.kamelet.nats-bucket-source.caFile=%s
            camel.kamelet.nats-bucket-source.concurrency=%d
            """
                .formatted(SUBJECT, bus.url(), bus.certificate(), connections));
    taker.run().await("it is subscribed", () -> isSubscribed(taker.run().page("/observe/health")));
    return taker;
  }

  private static boolean isSubscribed(String health) {
    return health.contains(CONNECTED) && health.contains(WELL);
  }

  @Override
  public Running bare() throws Exception {
    return new BareTaker(BareNats.class, log, bus.url(), bus.certificate().toString(), SUBJECT);
  }

  @Override
  public double bring(Running taker, int first, int events) throws Exception {
    int enough = taker.acted() + events;
    long began = System.nanoTime();
    for (int number = first; number < first + events; number++) {
      bus.publish(SUBJECT, notifications.upload(number));
    }
    Awaitility.await("all messages are taken")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> taker.acted() >= enough);
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public void close() {}
}
