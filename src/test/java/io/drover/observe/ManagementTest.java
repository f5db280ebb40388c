package io.drover.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import io.drover.delivery.Delivery;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.TransientException;
import io.drover.event.CloudEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of the management port. */
class ManagementTest {
  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Readiness readiness = new Readiness();
  private Management management;

  @BeforeEach
  void start() throws Exception {
    management = new Management(context, readiness, FREE);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:well").routeId("well").log("x");
            from("direct:sick").routeId("sick").throwException(new TransientException("away"));
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    management.close();
  }

  private void event(String route) {
    Exchange exchange = new DefaultExchange(context);
    CloudEvent event = new CloudEvent("id", "s", "t", "a-secret-subject", null);
    Delivery.start(exchange, route, event, 1, settlement -> {});
    context.createProducerTemplate().send("direct:" + route, exchange);
  }

  private HttpResponse<String> request(String method, String path, String accept)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + management.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", accept)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return request("GET", path, "*/*");
  }

  private JsonNode check(String name) throws IOException, InterruptedException {
    for (JsonNode check :
        new ObjectMapper().readTree(get("/observe/health").body()).get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name);
  }

  @Test
  void itIsReadyOnlyBetweenStartAndDrain() throws Exception {
    assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/observe/health").statusCode()).isEqualTo(503);
    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    readiness.ready();
    assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/observe/health/ready").body())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"readiness\",\"status\":\"UP\","
                + "\"data\":{\"state\":\"ready\"}}]}");
    readiness.draining();
    assertThat(get("/observe/health/ready").body()).contains("\"DOWN\"", "draining");
    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    readiness.ready();
    assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aSickRouteShowsAndDoesNotTakeTheOthersDown() throws Exception {
    readiness.ready();
    event("well");
    event("sick");
    event("sick");
    HttpResponse<String> all = get("/observe/health");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body()).startsWith("{\"status\":\"UP\"").doesNotContain("secret", "away");
    assertThat(check("route:well").get("status").asText()).isEqualTo("UP");
    assertThat(check("route:well").at("/data/lastOutcome").asText()).isEqualTo("done");
    assertThat(check("route:sick").get("status").asText()).isEqualTo("DOWN");
    assertThat(check("route:sick").at("/data/lastOutcome").asText()).isEqualTo("retry");
    assertThat(check("route:sick").at("/data/lastOutcomes").asInt()).isEqualTo(2);
    assertThat(check("route:sick").at("/data/ofThemRetry").asInt()).isEqualTo(2);
    assertThat(check("route:sick").at("/data/ofThemDead").asInt()).isZero();
  }

  @Test
  void onlyTheLastOutcomesCount() throws Exception {
    for (int i = 0; i < 30; i++) {
      event("sick");
    }
    assertThat(check("route:sick").at("/data/ofThemRetry").asInt()).isEqualTo(20);
  }

  @Test
  void aRouteThatIsStoppedShows() throws Exception {
    assertThat(check("route:well").at("/data/started").asBoolean()).isTrue();
    context.getRouteController().stopRoute("well");
    assertThat(check("route:well").at("/data/started").asBoolean()).isFalse();
    assertThat(check("route:well").get("status").asText()).isEqualTo("DOWN");
  }

  private record Detail(String name, boolean isWell) implements HealthDetail {
    @Override
    public Map<String, Object> data() {
      if (name.equals("broken")) {
        throw new IllegalStateException("no data");
      }
      return Map.of("open", 3);
    }
  }

  @Test
  void beansOfTheRegistryAddDetails() throws Exception {
    readiness.ready();
    context.getRegistry().bind("a", new Detail("circuits", false));
    context.getRegistry().bind("b", new Detail("broken", true));
    assertThat(check("circuits").get("status").asText()).isEqualTo("DOWN");
    assertThat(check("circuits").at("/data/open").asInt()).isEqualTo(3);
    assertThat(check("Detail").at("/data/error").asText()).contains("no data");
    assertThat(get("/observe/health").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsComeInTheFormatThatTheScraperAsksFor() throws Exception {
    event("well");
    HttpResponse<String> plain = get("/observe/metrics");
    assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(plain.body())
        .contains("# TYPE drover_events_total counter")
        .contains("drover_events_total{outcome=\"done\",route=\"well\"} 1.0")
        .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "process_uptime_seconds");
    HttpResponse<String> open =
        request("GET", "/observe/metrics", "application/openmetrics-text; version=1.0.0");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void itAnswersWhatItHasByGetAndHead() throws Exception {
    assertThat(get("/observe/health/other").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(request("POST", "/observe/metrics", "*/*").statusCode()).isEqualTo(405);
    HttpResponse<String> head = request("HEAD", "/observe/health/live", "*/*");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aPortInUseIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> new Management(context, readiness, management.address()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("listening for health and metrics on ")
        .hasMessageContaining("drover.management.port")
        .hasMessageContaining("#management-port");
  }
}
