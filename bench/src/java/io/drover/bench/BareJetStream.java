package io.drover.bench;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/** Pulls messages and acknowledges each. */
final class BareJetStream {
  private static final Duration EXPIRES = Duration.ofSeconds(1);

  private BareJetStream() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the server's address, a file with its certificate, the stream, and how many
   *     messages to ask for at once
   */
  public static void main(String[] arguments) throws Exception {
    int batch = Integer.parseInt(arguments[3]);
    AtomicInteger taken = new AtomicInteger();
    Options options =
        Options.builder()
            .server(arguments[0])
            .sslContext(SelfSigned.trusting(Path.of(arguments[1])))
            .build();
    Connection connection = Nats.connect(options);
    try {
      JetStreamSubscription messages =
          connection
              .jetStream()
              .subscribe(
                  null,
                  PullSubscribeOptions.builder().stream(arguments[2]).durable("bare").build());
      Thread loop =
          new Thread(
              () -> {
                while (connection.getStatus() != Connection.Status.CLOSED) {
                  Iterator<Message> each = messages.iterate(batch, EXPIRES);
                  while (each.hasNext()) {
                    each.next().ack();
                    taken.incrementAndGet();
                  }
                }
              },
              "bare-loop");
      loop.setDaemon(true);
      loop.start();
      BareTaker.serve(taken::get);
    } finally {
      connection.close();
    }
  }
}
