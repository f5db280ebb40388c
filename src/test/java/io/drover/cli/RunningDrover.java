package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@code drover run} as a process, with its webhook and its management port. */
final class RunningDrover implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int webhook;
  private final int management;

  private RunningDrover(Process process, Path log, int webhook, int management) {
    this.process = process;
    this.log = log;
    this.webhook = webhook;
    this.management = management;
  }

  /**
   * @param properties more lines for its application.properties
   */
  static RunningDrover start(Path folder, Path kubeconfig, String properties, String... arguments)
      throws IOException {
    int webhook = Ports.free();
    int management = Ports.free();
    Files.writeString(
        folder.resolve("application.properties"),
        """
        camel.kamelet.webhook-bucket-source.port=%d
        camel.kamelet.webhook-bucket-source.token=s3cret-token
        drover.management.port=%d
        %s
        """
            .formatted(webhook, management, properties));
    ProcessBuilder builder = DroverProcess.command(folder, arguments);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().remove("DROVER_MANAGEMENT_PORT");
    Path log = folder.resolve("log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new RunningDrover(process, log, webhook, management);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }

  /** The answer of a page, as soon as its port is open. */
  HttpResponse<String> get(String path) {
    return await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> request(path), answer -> true);
  }

  private HttpResponse<String> request(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + management + path);
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  void awaitReady(int status) {
    await()
        .atMost(SOON)
        .until(() -> get("/observe/health/ready").statusCode(), code -> code == status);
  }

  /** Posts an upload of its own key. */
  CompletableFuture<HttpResponse<String>> upload(String key) throws IOException {
    return post(WebhookSender.upload("thumbnails/" + key, key.hashCode()));
  }

  CompletableFuture<HttpResponse<String>> post(String body) {
    URI address = URI.create("http://127.0.0.1:" + webhook + "/acme");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer s3cret-token")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /**
   * @param name such as STOP, CONT or KILL
   */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, which must come in time. */
  int exit(Duration within) throws InterruptedException, IOException {
    assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
        .as("ended within %s: %s", within, log())
        .isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
