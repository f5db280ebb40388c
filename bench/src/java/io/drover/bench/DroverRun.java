package io.drover.bench;

import io.drover.cli.DroverProcess;
import io.drover.servers.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The built jar, running routes as a user runs them. */
final class DroverRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int management;
  private final long began = System.nanoTime();

  private DroverRun(Process process, Path log, int management) {
    this.process = process;
    this.log = log;
    this.management = management;
  }

  /**
   * @param folder that it makes if need be, for its routes, its store and its log
   * @param files of its routes
   * @param flags of its JVM
   * @param properties lines of its configuration beside those that all have
   */
  static DroverRun start(
      Path folder, Path kubeconfig, List<Path> files, String flags, String properties)
      throws IOException {
    int management = Ports.free();
    Path routes = Files.createDirectories(folder.resolve("routes"));
    for (Path file : files) {
      Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        folder.resolve("bench.properties"),
        """
        drover.store=%s
        drover.management.port=%d
        %s
        """
            .formatted(folder.resolve("store"), management, properties));
    ProcessBuilder builder =
        DroverProcess.command(folder, "run", "--routes", "routes", "--config", "bench.properties");
    builder.environment().remove("DROVER_MANAGEMENT_PORT");
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("JDK_JAVA_OPTIONS", flags);
    Path log = folder.resolve("log");
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    return new DroverRun(builder.start(), log, management);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Seconds since it was started. */
  double age() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The sum of a metric, over all its tags; 0 while there is none. */
  double metric(String name) {
    return Metric.sum(name, page("/observe/metrics"));
  }

  /** Empty until it answers. */
  String page(String path) {
    HttpResponse<String> answer = look(path);
    return answer == null ? "" : answer.body();
  }

  /** Waits until its sources take events. */
  void awaitReady() {
    await(
        "drover is ready",
        () -> {
          HttpResponse<String> answer = look("/observe/health/ready");
          return answer != null && answer.statusCode() == HttpURLConnection.HTTP_OK;
        });
  }

  /** Null until it answers. */
  private HttpResponse<String> look(String path) {
    URI address = URI.create("http://127.0.0.1:" + management + path);
    try {
      return http.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("drover ended, see " + log, () -> !process.isAlive())
        .until(condition::getAsBoolean);
  }

  /** Ends it with -9. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends it with SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
