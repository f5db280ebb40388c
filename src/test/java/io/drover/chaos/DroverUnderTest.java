package io.drover.chaos;

import io.drover.cli.DroverProcess;
import io.drover.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The built jar, started, killed and started again on one port and one store. What it prints goes
 * through a pipe, which a limit on its files does not touch. Thread-safe.
 */
final class DroverUnderTest implements AutoCloseable {
  static final String TOKEN = "chaos-token";
  private static final String NO_LIMIT = "unlimited:unlimited";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final Path folder;
  private final Path log;
  private final Path kubeconfig;
  private final Duration requestTimeout;
  private volatile Process process;
  private volatile String fileLimit = NO_LIMIT;

  /**
   * @param requestTimeout how long it waits for the API server
   */
  DroverUnderTest(Path folder, String namespace, Path kubeconfig, Path log, Duration requestTimeout)
      throws IOException {
    this.folder = folder;
    this.log = log;
    this.kubeconfig = kubeconfig;
    this.requestTimeout = requestTimeout;
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
    Files.deleteIfExists(log);
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

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Starts it if it does not run, and waits until it takes notifications. */
  synchronized void start() throws IOException {
    if (!isAlive()) {
      ProcessBuilder builder =
          DroverProcess.command(
              folder, "run", "--routes", "routes", "--config", "chaos.properties");
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      builder
          .environment()
          .put("KUBERNETES_REQUEST_TIMEOUT", String.valueOf(requestTimeout.toMillis()));
      builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx256m -XX:TieredStopAtLevel=1");
      process = builder.redirectErrorStream(true).start();
      drain(process.getInputStream());
    }
    awaitReady();
    if (!fileLimit.equals(NO_LIMIT)) {
      prlimit();
    }
  }

  private void drain(InputStream output) {
    Thread thread =
        new Thread(
            () -> {
              try (OutputStream file =
                  Files.newOutputStream(
                      log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                output.transferTo(file);
              } catch (IOException e) {
                throw new UncheckedIOException("keeping the log", e);
              }
            },
            "drover-log");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitReady() {
    HttpRequest look = HttpRequest.newBuilder(webhook()).timeout(Duration.ofSeconds(5)).build();
    Awaitility.await("drover takes notifications")
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("drover ended, see " + log, () -> !isAlive())
        .until(() -> http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 401);
  }

  /**
   * Ends it with -9. By its handle, here and below, since the process would close its pipe first.
   */
  synchronized void kill() {
    process.toHandle().destroyForcibly();
    end(process);
  }

  /** Ends it with -9, and deletes a table of its store before it can be started again. */
  synchronized void killAndForget(String table) throws IOException {
    kill();
    Files.delete(store().resolve(table + ".log"));
  }

  /** Ends it with SIGTERM; gives how long that took. A slow end leaves its threads in the log. */
  Duration terminate() throws IOException, InterruptedException {
    long asked = System.nanoTime();
    process.toHandle().destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      end(new ProcessBuilder("kill", "-QUIT", "" + process.pid()).start());
    }
    end(process);
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("drover runs on 60 s after it was told to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int exitCode() {
    return process.exitValue();
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
        new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--fsize=" + fileLimit)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    end(call);
    if (call.exitValue() != 0 && isAlive()) {
      throw new IOException("prlimit ended with " + call.exitValue());
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
