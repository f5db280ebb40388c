package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The built jar, running one route, whose source is the queue. */
final class DroverReader implements QueueReader {
  /** Of Drover and of the raw client: Java's own choice of the collector in a small container. */
  static final String FLAGS = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Path BUNDLED = Path.of("src/main/resources/routes");
  private static final Path BENCH = Path.of("bench/routes");

  private final Path folder;
  private final Path kubeconfig;
  private final List<Path> files;
  private final BusQueue queue;
  private final String properties;
  private final String flags;

  private DroverReader(
      Path folder,
      Path kubeconfig,
      List<Path> files,
      BusQueue queue,
      String properties,
      String flags) {
    this.folder = folder;
    this.kubeconfig = kubeconfig;
    this.files = files;
    this.queue = queue;
    this.properties = properties;
    this.flags = flags;
  }

  /**
   * The bundled route thumbnails.
   *
   * @param folder of its store and its log
   * @param namespace of the Workflows
   * @param flags of its JVM beside those that all have
   */
  static DroverReader thumbnails(
      Path folder, Path kubeconfig, Bus bus, String namespace, int concurrency, String flags)
      throws Exception {
    List<Path> files =
        List.of(
            BUNDLED.resolve("thumbnails.camel.yaml"),
            BUNDLED.resolve("thumbnails.lua"),
            BUNDLED.resolve("thumbnails.workflow.yaml"));
    String properties =
        """
        drover.thumbnails.source=jetstream-bucket-source
        drover.thumbnails.namespace=%s
        camel.kamelet.jetstream-bucket-source.stream=UPLOADS
        """
            .formatted(namespace);
    return new DroverReader(
        folder,
        kubeconfig,
        files,
        uploads(bus),
        properties + concurrency(concurrency) + connection(bus),
        flags);
  }

  /** A route that filters and transforms as thumbnails does, and then only logs. */
  static DroverReader log(Path folder, Path kubeconfig, Bus bus, int concurrency, String flags)
      throws Exception {
    List<Path> files =
        List.of(BENCH.resolve("uploads-to-log.camel.yaml"), BUNDLED.resolve("thumbnails.lua"));
    String properties = concurrency(concurrency) + connection(bus);
    return new DroverReader(folder, kubeconfig, files, uploads(bus), properties, flags);
  }

  /** The queue that a route of a bucket source reads. */
  static BusQueue uploads(Bus bus) throws IOException {
    Notifications notifications = new Notifications();
    return bus.queue("UPLOADS", "uploads.>", "uploads.acme", notifications::upload);
  }

  private static String concurrency(int events) {
    return "camel.kamelet.jetstream-bucket-source.concurrency=" + events + "\n";
  }

  /** Lines of a configuration that say where the bus is. */
  static String connection(Bus bus) {
    return """
    camel.component.jetstream.servers=%s
    camel.component.jetstream.caFile=%s
    """
        .formatted(bus.url(), bus.certificate());
  }

  @Override
  public String name() {
    return "Drover";
  }

  @Override
  public BusQueue queue() {
    return queue;
  }

  @Override
  public Running start() throws IOException {
    return new DroverTaker(
        DroverRun.start(folder, kubeconfig, files, FLAGS + " " + flags, properties));
  }
}
