package io.drover.chaos;

import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Replicas with the route service-ingress and nothing else. */
final class WatchedDrover {
  private static final Path ROUTES = Path.of("src", "main", "resources", "routes");

  private WatchedDrover() {}

  /**
   * One of them, not yet started.
   *
   * @param folder of its own
   * @param requestTimeout how long it waits for the API server
   */
  static DroverReplica replica(
      Path folder, String namespace, Path kubeconfig, Path log, Duration requestTimeout)
      throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    for (String file : List.of("service-ingress.camel.yaml", "service-ingress.jq")) {
      Files.copy(ROUTES.resolve(file), routes.resolve(file));
    }
    int port = Ports.free();
    Files.writeString(
        folder.resolve("chaos.properties"),
        """
        drover.store=%s
        drover.service-ingress.namespace=%s
        """
            .formatted(folder.resolve("store"), namespace));
    var environment =
        new java.util.HashMap<>(DroverReplica.environment(kubeconfig, requestTimeout));
    environment.put("DROVER_MANAGEMENT_PORT", String.valueOf(port));
    return new DroverReplica(
        new DroverReplica.Options(
            folder,
            log,
            environment,
            URI.create("http://127.0.0.1:" + port + "/observe/health/ready"),
            200,
            List.of("run", "--routes", "routes", "--config", "chaos.properties")));
  }
}
