package io.drover.bench;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the messages of a subject. */
final class BareNats {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private BareNats() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the server's address, a file with its certificate, and the subject
   */
  public static void main(String[] arguments) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    Options options =
        Options.builder()
            .server(arguments[0])
            .sslContext(SelfSigned.trusting(Path.of(arguments[1])))
            .build();
    Connection connection = Nats.connect(options);
    try {
      connection.createDispatcher(message -> taken.incrementAndGet()).subscribe(arguments[2]);
      connection.flush(PATIENCE);
      BareTaker.serve(taken::get);
    } finally {
      connection.close();
    }
  }
}
