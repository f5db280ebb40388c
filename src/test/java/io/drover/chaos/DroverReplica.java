package io.drover.chaos;

import io.drover.cli.DroverProcess;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The built jar as a process that is started, paused, killed and started again in one folder. What
 * it prints goes through a pipe, which a limit on its files does not touch. Thread-safe.
 */
final class DroverReplica implements AutoCloseable {
  /**
   * How it is run.
   *
   * @param environment beside that of this process
   * @param sign the page that has the status once it is ready
   */
  record Options(
      Path folder,
      Path log,
      Map<String, String> environment,
      URI sign,
      int status,
      List<String> arguments) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final Options options;
  private volatile Process process;
  private volatile boolean paused;

  DroverReplica(Options options) throws IOException {
    this.options = options;
    Files.deleteIfExists(options.log());
  }

  /** How it reaches the API server by a kubeconfig, and how long it waits for an answer. */
  static Map<String, String> environment(Path kubeconfig, Duration requestTimeout) {
    return Map.of(
        "KUBECONFIG",
        kubeconfig.toString(),
        "KUBERNETES_REQUEST_TIMEOUT",
        String.valueOf(requestTimeout.toMillis()),
        "JDK_JAVA_OPTIONS",
        "-Xmx256m -XX:TieredStopAtLevel=1");
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Starts it if it does not run, and waits until it is ready; leaves one that is paused alone. */
  synchronized void start() throws IOException {
    if (!isAlive()) {
      String[] arguments = options.arguments().toArray(String[]::new);
      ProcessBuilder builder = DroverProcess.command(options.folder(), arguments);
      builder.environment().putAll(options.environment());
      paused = false;
      process = builder.redirectErrorStream(true).start();
      drain(process.getInputStream());
    }
    if (!paused) {
      awaitReady();
    }
  }

  private void drain(InputStream output) {
    Thread thread =
        new Thread(
            () -> {
              try (OutputStream file =
                  Files.newOutputStream(
                      options.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
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
    HttpRequest look =
        HttpRequest.newBuilder(options.sign()).timeout(Duration.ofSeconds(5)).build();
    Awaitility.await("drover is ready")
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("drover ended, see " + options.log(), () -> !isAlive())
        .until(() -> isReady(look));
  }

  private boolean isReady(HttpRequest look) throws IOException, InterruptedException {
    return http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == options.status();
  }

  /**
   * Ends it with -9. By its handle, here and below, since the process would close its pipe first.
   */
  synchronized void kill() {
    process.toHandle().destroyForcibly();
    end(process);
  }

  /** Ends it with SIGTERM; gives how long that took. A slow end leaves its threads in the log. */
  Duration terminate() throws IOException, InterruptedException {
    long asked = System.nanoTime();
    process.toHandle().destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      signal("QUIT");
    }
    end(process);
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  /** SIGSTOP: it stands still with its connections open, and knows nothing of it. */
  synchronized void pause() throws IOException {
    paused = true;
    signal("STOP");
  }

  /** SIGCONT. */
  synchronized void resume() throws IOException {
    signal("CONT");
    paused = false;
  }

  private void signal(String name) throws IOException {
    end(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start());
  }

  /** Waits for an end that must come. */
  static void end(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("process " + process.pid() + " runs on 60 s after its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int exitCode() {
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(options.log());
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
