package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.servers.ArgoEventsSensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sensor of Argo Events that does what the route thumbnails does, or all but the Workflow. */
final class SensorReader implements QueueReader {
  private static final Path TEMPLATE = Path.of("bench/peer/thumbnails.sensor.yaml");
  private static final Path BUNDLED = Path.of("src/main/resources/routes");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path folder;
  private final Path kubeconfig;
  private final Bus bus;
  private final BusQueue queue;
  private final ObjectNode sensor;
  private final String name;

  /**
   * @param folder of its log
   * @param trigger the name of one in the template
   * @param atLeastOnce how it delivers
   */
  SensorReader(
      Path folder, Path kubeconfig, Bus bus, String namespace, String trigger, boolean atLeastOnce)
      throws Exception {
    this.folder = Files.createDirectories(folder);
    this.kubeconfig = kubeconfig;
    this.bus = bus;
    queue =
        bus.queue("default", "default.*.*", "default.minio.acme", new Notifications()::onArgosBus);
    sensor = sensor(namespace, trigger, atLeastOnce);
    name = "Argo Events" + (atLeastOnce ? ", atLeastOnce" : "");
  }

  /** One that delivers by default, and one that does at least once. */
  static List<QueueReader> both(
      Path folder, Path kubeconfig, Bus bus, String namespace, String trigger) throws Exception {
    List<QueueReader> both = new ArrayList<>();
    for (boolean atLeastOnce : List.of(false, true)) {
      Path own = folder.resolve("argo-events-" + atLeastOnce);
      both.add(new SensorReader(own, kubeconfig, bus, namespace, trigger, atLeastOnce));
    }
    return both;
  }

  /** The template with what it lacks. */
  static ObjectNode sensor(String namespace, String trigger, boolean atLeastOnce)
      throws IOException {
    ObjectNode sensor = (ObjectNode) YAML.readTree(TEMPLATE.toFile());
    ((ObjectNode) sensor.get("metadata")).put("namespace", namespace);
    JsonNode script = new TextNode(Files.readString(BUNDLED.resolve("thumbnails.lua")));
    ((ObjectNode) sensor.at("/spec/dependencies/0/transform")).set("script", script);
    JsonNode workflow = YAML.readTree(BUNDLED.resolve("thumbnails.workflow.yaml").toFile());
    ((ObjectNode) sensor.at("/spec/triggers/0/template/k8s/source")).set("resource", workflow);
    ArrayNode triggers = (ArrayNode) sensor.at("/spec/triggers");
    triggers.removeIf(each -> !each.at("/template/name").asText().equals(trigger));
    ((ObjectNode) triggers.get(0)).put("atLeastOnce", atLeastOnce);
    return sensor;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BusQueue queue() {
    return queue;
  }

  @Override
  public Running start() {
    return new Started(new ArgoEventsSensor(folder, sensor, bus.url(), kubeconfig));
  }

  private record Started(ArgoEventsSensor process) implements Running {
    @Override
    public ProcessHandle handle() {
      return process.handle();
    }

    @Override
    public int acted() {
      return (int) Metric.sum("argo_events_action_triggered_total", process.metrics());
    }

    @Override
    public void kill() {
      process.close();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
