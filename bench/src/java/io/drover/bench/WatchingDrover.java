package io.drover.bench;

import io.drover.cli.DroverProcess;
import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The built jar, running its own route service-ingress as a user runs it. */
final class WatchingDrover implements AutoCloseable {
  static final String FLAGS = "-Xms256m -Xmx256m -XX:+UseG1GC -XX:TieredStopAtLevel=1";
  private static final Path BUNDLED = Path.of("src/main/resources/routes");
  private static final List<String> ROUTE =
      List.of("service-ingress.camel.yaml", "service-ingress.jq");
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int management;
  private final long began = System.nanoTime();

  private WatchingDrover(Process process, Path log, int management) {
    this.process = process;
    this.log = log;
    this.management = management;
  }

  /**
   * @param folder that it makes, for its store and its log
   * @param flags of its JVM beside those that all have
   * @param properties more lines for its configuration
   */
  static WatchingDrover start(
      Path folder, Path kubeconfig, String namespace, String flags, String properties)
      throws IOException {
    int management = Ports.free();
    Path routes = Files.createDirectories(folder.resolve("routes"));
    for (String file : ROUTE) {
      Files.copy(BUNDLED.resolve(file), routes.resolve(file));
    }
    Files.writeString(
        folder.resolve("bench.properties"),
        """
        drover.store=%s
        drover.management.port=%d
        drover.service-ingress.namespace=%s
        %s
        """
            .formatted(folder.resolve("store"), management, namespace, properties));
    ProcessBuilder builder =
        DroverProcess.command(folder, "run", "--routes", "routes", "--config", "bench.properties");
    builder.environment().remove("DROVER_MANAGEMENT_PORT");
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("JDK_JAVA_OPTIONS", FLAGS + " " + flags);
    Path log = folder.resolve("log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new WatchingDrover(process, log, management);
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
    Matcher value =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
            .matcher(page("/observe/metrics"));
    return value.results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
  }

  /** Empty until it answers. */
  private String page(String path) {
    URI address = URI.create("http://127.0.0.1:" + management + path);
    try {
      return http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** How many Services it has worked on; one that changed meanwhile counts again. */
  int settled() {
    return (int) metric("drover_events_total");
  }

  /** How many Services wait. */
  int waiting() {
    return (int) metric("drover_queue_depth");
  }

  /** Whether it watches, as its health has it. */
  boolean isUp() {
    return page("/observe/health").contains("\"name\":\"watch:service-ingress\",\"status\":\"UP\"");
  }

  boolean leads() {
    return metric("drover_leader") == 1;
  }

  /** Waits until it has worked on so many Services, and none waits. */
  void awaitRest(int services) {
    await("all is settled", () -> settled() >= services && waiting() == 0);
  }

  void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("drover ended, see " + log, () -> !process.isAlive())
        .until(condition::getAsBoolean);
  }

  /** What it keeps in its heap, in megabytes. */
  double heapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    return megabytes("used (\\d+)K", jcmd("GC.heap_info"));
  }

  /** Its resident memory. */
  double residentMegabytes() throws IOException {
    return megabytes(
        "VmRSS:\\s*(\\d+) kB", Files.readString(Path.of("/proc/" + process.pid() + "/status")));
  }

  private static double megabytes(String pattern, String text) {
    Matcher kilobytes = Pattern.compile(pattern).matcher(text);
    if (!kilobytes.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + text);
    }
    return Long.parseLong(kilobytes.group(1)) / 1024.0;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process call = new ProcessBuilder(jcmd.toString(), "" + process.pid(), command).start();
    String said = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (call.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
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
