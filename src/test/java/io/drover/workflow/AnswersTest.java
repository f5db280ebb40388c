package io.drover.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.Drover;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an event by the answer of the API server: {@code delivery/answers.yaml}. */
class AnswersTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path store;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private KubernetesClient client;

  static Stream<Arguments> answers() throws IOException {
    JsonNode cases = YAML.readTree(AnswersTest.class.getResourceAsStream("/delivery/answers.yaml"));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(c -> Arguments.of(c.path("name").asText(), c));
  }

  @AfterEach
  void stop() {
    context.stop();
    client.close();
  }

  private void start(ScriptedApi api) throws Exception {
    start(api, "");
  }

  private void start(ScriptedApi api, String options) throws Exception {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url())
            .withRequestTimeout(2_000)
            .build();
    client = Drover.kubernetesClient(config);
    context.getRegistry().bind("kubernetesClient", client);
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in")
                .routeId("r")
                .to(
                    "argo-workflow:submit?manifest=routes/thumbnails.workflow.yaml&namespace=argo"
                        + options)
                .id("submit");
          }
        });
    context.start();
  }

  private Settlement submit(String id) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(YAML.readTree("{images: []}"));
    CompletableFuture<Settlement> settled = new CompletableFuture<>();
    CloudEvent event = new CloudEvent(id, "s3://acme", "t", "k", null);
    Delivery.start(exchange, "r", event, YAML.readTree("{}"), 0, settled::complete);
    context.createProducerTemplate().send("direct:in", exchange);
    return settled.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerMakesAnOutcome(String name, JsonNode expected) throws Exception {
    try (ScriptedApi api = new ScriptedApi(expected)) {
      start(api);
      Settlement settlement = submit("event");
      assertThat(settlement.outcome().word())
          .as("%s: %s", name, settlement.reason())
          .isEqualTo(expected.path("outcome").asText());
      if (settlement.outcome() == Outcome.RETRY) {
        assertThat(settlement.isAboutEvent()).isEqualTo(expected.path("counts").asBoolean(true));
        assertThat(settlement.retryAfter())
            .isEqualTo(Duration.ofSeconds(expected.path("retryAfter").asInt(0)));
      }
      assertThat(api.requests().stream().filter(r -> r.endsWith("/workflows")))
          .as("one request an attempt")
          .hasSize(expected.path("connection").asText().equals("refused") ? 0 : 1);
    }
  }

  @Test
  void whoComesTooEarlyIsTriedAgainWithoutARequest() throws Exception {
    JsonNode made = YAML.valueToTree(Map.of("status", 201));
    try (ScriptedApi api = new ScriptedApi(made)) {
      start(api, "&maxPerSecond=0.01");
      assertThat(submit("first").outcome()).isEqualTo(Outcome.DONE);
      Settlement second = submit("second");
      assertThat(second.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(second.reason()).isEqualTo("maxPerSecond=0.01 is reached");
      assertThat(second.isAboutEvent()).isFalse();
      assertThat(second.retryAfter()).isGreaterThan(Duration.ofSeconds(60));
      assertThat(api.requests()).hasSize(1);
    }
  }

  @Test
  void anApiThatIsAwayIsLeftAloneAndItsRouteHeld() throws Exception {
    JsonNode notReady = YAML.valueToTree(Map.of("status", 503));
    try (ScriptedApi api = new ScriptedApi(notReady)) {
      start(api);
      for (int i = 0; i < 10; i++) {
        assertThat(submit("event-" + i).outcome()).isEqualTo(Outcome.RETRY);
      }
      assertThat(api.requests()).hasSizeLessThan(10);
      assertThat(Settlements.of(context).hold("r")).isPositive();
      assertThat(Settlements.of(context).hold("another")).isZero();
    }
  }
}
