package io.drover.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, running its own route service-ingress as a user runs it. */
final class WatchingDrover implements AutoCloseable {
  static final String FLAGS = "-Xms256m -Xmx256m -XX:+UseG1GC -XX:TieredStopAtLevel=1";
  private static final Path BUNDLED = Path.of("src/main/resources/routes");
  private static final List<Path> ROUTE =
      List.of(BUNDLED.resolve("service-ingress.camel.yaml"), BUNDLED.resolve("service-ingress.jq"));
  private static final Pattern HEAP_IN_USE = Pattern.compile("used (\\d+)K");

  private final DroverRun run;

  private WatchingDrover(DroverRun run) {
    this.run = run;
  }

  /**
   * @param folder that it makes, for its store and its log
   * @param flags of its JVM beside those that all have
   * @param properties more lines for its configuration
   */
  static WatchingDrover start(
      Path folder, Path kubeconfig, String namespace, String flags, String properties)
      throws IOException {
    String all = "drover.service-ingress.namespace=" + namespace + "\n" + properties;
    return new WatchingDrover(DroverRun.start(folder, kubeconfig, ROUTE, FLAGS + " " + flags, all));
  }

  ProcessHandle handle() {
    return run.handle();
  }

  /** Seconds since it was started. */
  double age() {
    return run.age();
  }

  /** How many Services it has worked on; one that changed meanwhile counts again. */
  int settled() {
    return (int) run.metric("drover_events_total");
  }

  /** How many Services wait. */
  int waiting() {
    return (int) run.metric("drover_queue_depth");
  }

  /** Whether it watches, as its health has it. */
  boolean isUp() {
    return run.page("/observe/health")
        .contains("\"name\":\"watch:service-ingress\",\"status\":\"UP\"");
  }

  boolean leads() {
    return run.metric("drover_leader") == 1;
  }

  /** Waits until it has worked on so many Services, and none waits. */
  void awaitRest(int services) {
    await("all is settled", () -> settled() >= services && waiting() == 0);
  }

  void await(String what, BooleanSupplier condition) {
    run.await(what, condition);
  }

  /** What it keeps in its heap, in megabytes. */
  double heapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    String said = jcmd("GC.heap_info");
    Matcher kilobytes = HEAP_IN_USE.matcher(said);
    if (!kilobytes.find()) {
      throw new IllegalStateException("no size in: " + said);
    }
    return Long.parseLong(kilobytes.group(1)) / 1024.0;
  }

  /** Its resident memory. */
  double residentMegabytes() throws IOException {
    return ResidentMemory.megabytes(handle());
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process call = new ProcessBuilder(jcmd.toString(), "" + handle().pid(), command).start();
    String said = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (call.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  /** Ends it with -9. */
  void kill() {
    run.kill();
  }

  /** Ends it with SIGTERM. */
  @Override
  public void close() {
    run.close();
  }
}
