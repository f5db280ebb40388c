package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Drover with the route that only counts.
 *
 * @param folder of its store and its log
 */
record CountingDrover(Path folder, Path kubeconfig) {
  private static final Path ROUTE = Path.of("bench/routes/count.camel.yaml");

  /**
   * Starts it, and waits until it is ready.
   *
   * @param source the kamelet
   * @param properties lines of its configuration
   */
  DroverTaker start(String source, String properties) throws IOException {
    String all = "bench.source=" + source + "\n" + properties;
    DroverRun run =
        DroverRun.start(
            folder.resolve(source), kubeconfig, List.of(ROUTE), DroverReader.FLAGS, all);
    run.awaitReady();
    return new DroverTaker(run);
  }
}
