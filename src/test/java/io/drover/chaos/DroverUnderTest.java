package io.drover.chaos;

import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A replica with a webhook, on one port and one store whose disk can become full. Thread-safe. */
final class DroverUnderTest implements AutoCloseable {
  static final String TOKEN = "chaos-token";
  private static final String NO_LIMIT = "unlimited:unlimited";

  private final int port = Ports.free();
  private final Path folder;
  private final DroverReplica replica;
  private volatile String fileLimit = NO_LIMIT;

  /**
   * @param requestTimeout how long it waits for the API server
   */
  DroverUnderTest(Path folder, String namespace, Path kubeconfig, Path log, Duration requestTimeout)
      throws IOException {
    this.folder = folder;
    ChaosRoute.write(folder.resolve("routes"), namespace);
    Files.writeString(
        folder.resolve("chaos.properties"),
        """
        drover.store=%s
        drover.management.port=0
        camel.kamelet.webhook-bucket-source.port=%d
        camel.kamelet.webhook-bucket-source.token=%s
        """
            .formatted(store(), port, TOKEN));
    replica =
        new DroverReplica(
            new DroverReplica.Options(
                folder,
                log,
                DroverReplica.environment(kubeconfig, requestTimeout),
                webhook(),
                401,
                List.of("run", "--routes", "routes", "--config", "chaos.properties")));
  }

  Path store() {
    return folder.resolve("store");
  }

  int port() {
    return port;
  }

  URI webhook() {
    return URI.create("http://127.0.0.1:" + port + "/" + ChaosRoute.BUCKET);
  }

  /** Starts it if it does not run, and waits until it takes notifications. */
  synchronized void start() throws IOException {
    replica.start();
    if (!fileLimit.equals(NO_LIMIT)) {
      prlimit();
    }
  }

  /** Ends it with -9. */
  synchronized void kill() {
    replica.kill();
  }

  /** Ends it with -9, and deletes a table of its store before it can be started again. */
  synchronized void killAndForget(String table) throws IOException {
    kill();
    Files.delete(store().resolve(table + ".log"));
  }

  /** Ends it with SIGTERM; gives how long that took. */
  Duration terminate() throws IOException, InterruptedException {
    return replica.terminate();
  }

  int exitCode() {
    return replica.exitCode();
  }

  /**
   * No file that it writes to may become larger, what lies beyond is refused as on a full disk;
   * also after it was started again, though not while it starts.
   */
  void limitFiles(long bytes) throws IOException {
    fileLimit = bytes + ":unlimited";
    prlimit();
  }

  void unlimitFiles() throws IOException {
    fileLimit = NO_LIMIT;
    prlimit();
  }

  private void prlimit() throws IOException {
    Process call =
        new ProcessBuilder("prlimit", "--pid", "" + replica.pid(), "--fsize=" + fileLimit)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    DroverReplica.end(call);
    if (call.exitValue() != 0 && replica.isAlive()) {
      throw new IOException("prlimit ended with " + call.exitValue());
    }
  }

  String log() throws IOException {
    return replica.log();
  }

  @Override
  public void close() {
    replica.close();
  }
}
