package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.Drover;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Routes that each end in a verb, for tests to send events to. */
final class VerbRoutes implements AutoCloseable {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final DefaultCamelContext context = new DefaultCamelContext();
  private JsonNode body;

  /**
   * @param client what the verbs send their requests by
   * @param store an empty one knows of nothing that was done before
   */
  VerbRoutes(KubernetesClient client, Path store) {
    context.getRegistry().bind("kubernetesClient", client);
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
  }

  /** Adds a route to an endpoint. */
  VerbRoutes route(String id, String uri) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:" + id).routeId(id).to(uri).id("act-" + id);
          }
        });
    return this;
  }

  VerbRoutes start() {
    context.start();
    return this;
  }

  /** Sends an event, whose header names the verb, and waits for what becomes of it. */
  Settlement send(String id, String route, String verb, String yaml) throws Exception {
    return send(id, route, verb, yaml, Map.of());
  }

  Settlement send(String id, String route, String verb, String yaml, Map<String, String> headers)
      throws Exception {
    Exchange exchange = new DefaultExchange(context);
    CompletableFuture<Settlement> settled = new CompletableFuture<>();
    CloudEvent event = new CloudEvent(id, "test:", "t", "k", null);
    if (Delivery.start(exchange, route, event, YAML.readTree("{}"), 0, settled::complete) != null) {
      exchange.getMessage().setBody(YAML.readTree(yaml));
      exchange.getMessage().setHeader(KubeConstants.OPERATION, verb);
      headers.forEach(exchange.getMessage()::setHeader);
      context.createProducerTemplate().send("direct:" + route, exchange);
      body = exchange.getMessage().getBody(JsonNode.class);
    }
    return settled.get(20, TimeUnit.SECONDS);
  }

  /** What the last event that ran left as the body. */
  JsonNode body() {
    return body;
  }

  static void expect(Settlement settlement, Outcome outcome, String... words) {
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(outcome);
    assertThat(settlement.reason()).contains(words);
  }

  static String map(String name, String value) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: '%s'}}"
        .formatted(name, value);
  }

  @Override
  public void close() {
    context.stop();
  }
}
