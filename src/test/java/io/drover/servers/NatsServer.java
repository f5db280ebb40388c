package io.drover.servers;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real NATS server with JetStream, that can be killed and started again with what it had. */
public final class NatsServer implements AutoCloseable {
  private final int port = Ports.free();
  private final Path folder;
  private ServerProcess process;

  public NatsServer() {
    try {
      folder = Files.createTempDirectory("drover-nats");
    } catch (IOException e) {
      throw new IllegalStateException("preparing NATS", e);
    }
    start();
  }

  /** Starts it, if it was ended before. */
  public void start() {
    process =
        ServerProcess.start(
            "nats",
            folder,
            Map.of(),
            "-js",
            "-sd",
            folder.resolve("data").toString(),
            "-a",
            "127.0.0.1",
            "-p",
            String.valueOf(port));
    process.awaitReady(this::answers);
  }

  private boolean answers() throws Exception {
    Connection connection = connect();
    boolean answers = connection.jetStreamManagement().getAccountStatistics() != null;
    connection.close();
    return answers;
  }

  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  /** A connection, to be closed by the caller. */
  public Connection connect() throws IOException, InterruptedException {
    Options options =
        Options.builder().server(url()).connectionTimeout(Duration.ofSeconds(2)).build();
    return Nats.connect(options);
  }

  @Override
  public void close() {
    process.close();
  }
}
