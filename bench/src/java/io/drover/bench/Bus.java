package io.drover.bench;

import io.drover.servers.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.IntFunction;

/** A real NATS server with JetStream and TLS, without which Argo Events does not connect. */
final class Bus implements AutoCloseable {
  private final SelfSigned identity;
  private final NatsServer server;
  private final Connection connection;

  /**
   * @param folder of its certificate
   */
  Bus(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    identity = SelfSigned.make(Files.createDirectories(folder));
    server =
        new NatsServer(
            "tls {cert_file: \"%s\", key_file: \"%s\"}\n"
                .formatted(
                    identity.certificate().toAbsolutePath(), identity.key().toAbsolutePath()));
    connection = Nats.connect(Options.builder().server(url()).opentls().build());
  }

  String url() {
    return server.url().replace("nats://", "tls://");
  }

  /** The certificate that those who connect have to trust. */
  Path certificate() {
    return identity.certificate().toAbsolutePath();
  }

  /**
   * A queue of events, which is not there until it is made.
   *
   * @param subjects of the stream
   * @param subject of its messages
   * @param message the message of an event, by its number
   */
  BusQueue queue(String stream, String subjects, String subject, IntFunction<String> message)
      throws IOException {
    return new BusQueue(connection, stream, subjects, subject, message);
  }

  /** Publishes to whoever listens at that time. */
  void publish(String subject, String message) {
    connection.publish(subject, message.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
