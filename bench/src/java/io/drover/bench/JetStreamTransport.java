package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A queue in which all events are before the first one is given. */
final class JetStreamTransport implements SourceTransport {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private final CountingDrover drover;
  private final Path log;
  private final int connections;
  private final Bus bus;
  private final BusQueue queue;

  JetStreamTransport(CountingDrover drover, Path folder, Bus bus, int connections)
      throws IOException {
    this.drover = drover;
    this.log = folder.resolve("bare-jetstream.log");
    this.connections = connections;
    this.bus = bus;
    queue = DroverReader.uploads(bus);
  }

  @Override
  public String name() {
    return "JetStream";
  }

  @Override
  public Running drover() throws Exception {
    queue.make();
    Running taker =
        drover.start(
            "jetstream-bucket-source",
            """
            camel.kamelet.jetstream-bucket-source.stream=UPLOADS
            camel.kamelet.jetstream-bucket-source.concurrency=%d
            """
                    .formatted(connections)
                + DroverReader.connection(bus));
    queue.awaitReader();
    return taker;
  }

  @Override
  public Running bare() throws Exception {
    queue.make();
    Running taker =
        new BareTaker(
            BareJetStream.class,
            log,
            bus.url(),
            bus.certificate().toString(),
            "UPLOADS",
            String.valueOf(connections * 2));
    queue.awaitReader();
    return taker;
  }

  @Override
  public double bring(Running taker, int first, int events) throws Exception {
    queue.hold();
    queue.publish(first, events);
    queue.release();
    long began = System.nanoTime();
    Awaitility.await("the queue is empty")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> queue.left() == 0);
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public void close() {}
}
