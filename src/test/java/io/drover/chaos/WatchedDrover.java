package io.drover.chaos;

import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A replica with the route service-ingress and nothing else. Thread-safe. */
final class WatchedDrover implements AutoCloseable {
  private static final Path ROUTES = Path.of("src", "main", "resources", "routes");
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final DroverReplica replica;

  /**
   * @param folder of its own, which is made
   * @param environment how it reaches the API server
   * @param properties more lines for its configuration
   */
  WatchedDrover(
      Path folder, Path log, String namespace, Map<String, String> environment, String properties)
      throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    for (String file : List.of("service-ingress.camel.yaml", "service-ingress.jq")) {
      Files.copy(ROUTES.resolve(file), routes.resolve(file));
    }
    Files.writeString(
        folder.resolve("chaos.properties"),
        """
        drover.store=%s
        drover.service-ingress.namespace=%s
        %s
        """
            .formatted(folder.resolve("store"), namespace, properties));
    Map<String, String> more = new HashMap<>(environment);
    more.put("DROVER_MANAGEMENT_PORT", String.valueOf(port));
    replica =
        new DroverReplica(
            new DroverReplica.Options(
                folder,
                log,
                more,
                page("health/ready"),
                200,
                List.of("run", "--routes", "routes", "--config", "chaos.properties")));
  }

  private URI page(String name) {
    return URI.create("http://127.0.0.1:" + port + "/observe/" + name);
  }

  DroverReplica replica() {
    return replica;
  }

  /** Whether it says that it leads; not while it starts or stands still. */
  boolean leads() {
    HttpRequest look = HttpRequest.newBuilder(page("metrics")).timeout(PATIENCE).build();
    try {
      return http.send(look, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .anyMatch(line -> line.startsWith("drover_leader") && line.endsWith(" 1.0"));
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    replica.close();
  }
}
