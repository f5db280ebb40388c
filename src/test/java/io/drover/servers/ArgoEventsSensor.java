package io.drover.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * A sensor of Argo Events as its controller would run it in a Pod: a process of its own. It keeps a
 * port of its own that cannot be chosen, so that only one can run at a time.
 */
public final class ArgoEventsSensor implements AutoCloseable {
  private static final String NAME = "argo-events";
  private static final URI METRICS = URI.create("http://127.0.0.1:7777/metrics");
  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerProcess process;

  /**
   * @param folder of its log
   * @param sensor the object, with its namespace
   * @param nats the address of its bus, which has to offer TLS
   */
  public ArgoEventsSensor(Path folder, JsonNode sensor, String nats, Path kubeconfig) {
    JsonNode bus =
        JsonNodeFactory.instance
            .objectNode()
            .set("jetstream", JsonNodeFactory.instance.objectNode().put("url", nats));
    process =
        ServerProcess.start(
            NAME,
            folder,
            Map.of(
                "SENSOR_OBJECT",
                base64(sensor),
                "EVENTBUS_CONFIG",
                base64(bus),
                "EVENTBUS_SUBJECT",
                "eventbus",
                "POD_NAME",
                "sensor-0",
                "KUBECONFIG",
                kubeconfig.toString()),
            "sensor-service");
    process.awaitReady(() -> look().statusCode() == HttpURLConnection.HTTP_OK);
  }

  /** Whether it is built on this machine. */
  public static boolean isBuilt() {
    return Binaries.folder(NAME) != null;
  }

  private HttpResponse<String> look() throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(METRICS).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Its metrics, in the text format of Prometheus. */
  public String metrics() {
    try {
      return look().body();
    } catch (IOException e) {
      throw new UncheckedIOException("asking Argo Events for its metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("asking Argo Events for its metrics", e);
    }
  }

  private static String base64(JsonNode json) {
    return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  public ProcessHandle handle() {
    return process.handle();
  }

  /** What it logged. */
  public Path log() {
    return process.log();
  }

  /** Ends it with -9. */
  @Override
  public void close() {
    process.close();
  }
}
