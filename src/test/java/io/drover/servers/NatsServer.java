package io.drover.servers;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real NATS server with JetStream, that can be killed and started again with what it had. */
public final class NatsServer implements AutoCloseable {
  private final int port = Ports.free();
  private final Path folder;
  private ServerProcess process;
  private boolean waitsForTls;

  public NatsServer() {
    this("");
  }

  /**
   * @param configuration the text of its file, beside what makes it listen and keep streams
   */
  public NatsServer(String configuration) {
    try {
      folder = Files.createTempDirectory("drover-nats");
    } catch (IOException e) {
      throw new IllegalStateException("preparing NATS", e);
    }
    start(configuration);
  }

  /** What it needs and is not built on this machine. */
  public static List<String> missing() {
    return Binaries.folder("nats") == null ? List.of("nats") : List.of();
  }

  /** Starts it, if it was ended before. */
  public void start() {
    start("");
  }

  /** Starts it, if it was ended before, with another configuration. */
  public void start(String configuration) {
    waitsForTls = configuration.contains("handshake_first");
    Path file = folder.resolve("nats.conf");
    try {
      Files.writeString(file, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        ServerProcess.start(
            "nats",
            folder,
            Map.of(),
            "-c",
            file.toString(),
            "-js",
            "-sd",
            folder.resolve("data").toString(),
            "-a",
            "127.0.0.1",
            "-p",
            String.valueOf(port));
    process.awaitReady(this::answers);
  }

  /**
   * It greets those who connect before it asks who they are; streams are there by then. One that
   * waits for TLS first only lets them connect.
   */
  private boolean answers() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (waitsForTls) {
        return true;
      }
      socket.setSoTimeout(1_000);
      byte[] greeting = socket.getInputStream().readNBytes(4);
      return new String(greeting, StandardCharsets.US_ASCII).equals("INFO");
    }
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
