package io.drover.delivery;

import static org.apache.camel.builder.Builder.constant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the end of a route and the reports of its steps become an outcome. */
class OutcomesTest {
  private final DefaultCamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  private interface Steps {
    void add(org.apache.camel.model.RouteDefinition route);
  }

  private Settlement run(Steps steps) throws Exception {
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            steps.add(from("direct:in").routeId("r"));
            from("seda:later?pollTimeout=10")
                .routeId("later")
                .process(e -> acted(e, "later"))
                .id("late");
          }
        });
    context.start();
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(new ObjectMapper().readTree("{\"a\":1}"));
    CompletableFuture<Settlement> settled = new CompletableFuture<>();
    CloudEvent event = new CloudEvent("id", "s", "t", null, null);
    Delivery.start(exchange, "r", event, 1, settled::complete);
    context.createProducerTemplate().send("direct:in", exchange);
    return settled.get(10, TimeUnit.SECONDS);
  }

  private static void acted(Exchange exchange, String what) {
    Delivery.of(exchange).acted(exchange, what);
  }

  @Test
  void anActionMakesItDone() throws Exception {
    Settlement s = run(r -> r.process(e -> acted(e, "made it")).id("act"));
    assertThat(s.outcome()).isEqualTo(Outcome.DONE);
    assertThat(s.reason()).isEqualTo("made it");
    assertThat(s.step()).isEqualTo("act");
  }

  @Test
  void anActionThatHadHappenedMakesItADuplicate() throws Exception {
    Settlement s = run(r -> r.process(e -> Delivery.of(e).duplicate(e, "was there")).id("act"));
    assertThat(s.outcome()).isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void aFilterThatDoesNotMatchFilters() throws Exception {
    Settlement s = run(r -> r.filter().jq(".a == 2").id("two").process(e -> acted(e, "x")).end());
    assertThat(s.outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(s.reason()).isEqualTo("filter two did not match");
    assertThat(s.step()).isEqualTo("two");
  }

  @Test
  void aTransformWithoutAResultStopsTheRoute() throws Exception {
    Settlement s =
        run(r -> r.transform().jq("empty").id("none").process(e -> acted(e, "not to run")));
    assertThat(s.outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(s.reason()).isEqualTo("none gave nothing");
  }

  @Test
  void stopFilters() throws Exception {
    Settlement s = run(r -> r.stop().id("end"));
    assertThat(s.outcome()).isEqualTo(Outcome.FILTERED);
  }

  @Test
  void anUnknownExceptionIsRetried() throws Exception {
    Settlement s =
        run(
            r ->
                r.process(
                        e -> {
                          throw new IOException("no route to host");
                        })
                    .id("act"));
    assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(s.reason()).isEqualTo("no route to host");
    assertThat(s.step()).isEqualTo("act");
  }

  @Test
  void aScriptErrorIsDead() throws Exception {
    Settlement s = run(r -> r.transform().jq("error(\"mend it\")").id("script"));
    assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
    assertThat(s.reason()).contains("mend it");
    assertThat(s.step()).isEqualTo("script");
  }

  @Test
  void anExceptionThatTheRouteHandledIsDone() throws Exception {
    Settlement s =
        run(
            r ->
                r.doTry()
                    .process(
                        e -> {
                          throw new IOException("broken");
                        })
                    .id("act")
                    .doCatch(IOException.class)
                    .log("caught")
                    .end());
    assertThat(s.outcome()).isEqualTo(Outcome.DONE);
    assertThat(s.reason()).isEqualTo("the route's own error handling took: broken");
  }

  @Test
  void rollbackIsRetried() throws Exception {
    assertThat(run(r -> r.rollback()).outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void rollbackByMarkOnlyIsRetried() throws Exception {
    assertThat(run(r -> r.markRollbackOnly()).outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void anEventThatGoesOnThroughSedaIsSettledWhenItEndsThere() throws Exception {
    Settlement s = run(r -> r.to("seda:later"));
    assertThat(s.outcome()).isEqualTo(Outcome.DONE);
    assertThat(s.reason()).isEqualTo("later");
  }

  @Test
  void aDeadLetterChannelThatFailsItselfIsRetried() throws Exception {
    Settlement s =
        run(
            r ->
                r.errorHandler(new DeadLetterChannelBuilder("direct:nobody?block=false"))
                    .process(
                        e -> {
                          throw new IOException("broken");
                        }));
    assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void aDeadLetterChannelThatTakesTheEventMakesItDone() throws Exception {
    Settlement s =
        run(
            r ->
                r.errorHandler(new DeadLetterChannelBuilder("mock:letters"))
                    .process(
                        e -> {
                          throw new IOException("broken");
                        }));
    assertThat(s.outcome()).isEqualTo(Outcome.DONE);
    assertThat(s.reason()).contains("broken");
  }

  /** Part 0 acts, 1 cannot succeed, 2 could later, 3 had happened. */
  private static void part(Exchange exchange) throws IOException {
    switch (exchange.getMessage().getBody(Integer.class)) {
      case 0 -> acted(exchange, "made");
      case 1 -> throw new PermanentException("never");
      case 2 -> throw new IOException("later");
      default -> Delivery.of(exchange).duplicate(exchange, "was there");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0, 3    | DONE",
        "3, 3    | DUPLICATE",
        "0, 1, 3 | DEAD",
        "2, 1, 0 | RETRY",
        "1, 2, 0 | RETRY",
        "0, 2, 1 | RETRY"
      })
  void ofSeveralPartsRetryDecidesThenDeadThenDone(String parts, Outcome outcome) throws Exception {
    List<Integer> all = Arrays.stream(parts.split(", ", -1)).map(Integer::valueOf).toList();
    Settlement s = run(r -> r.split(constant(all)).process(OutcomesTest::part).end());
    assertThat(s.outcome()).isEqualTo(outcome);
  }

  @Test
  void aPartThatItsAggregationHidesStillDecides() throws Exception {
    Settlement s =
        run(
            r ->
                r.split(constant(List.of(0, 2)), (older, newer) -> withoutException(newer))
                    .process(OutcomesTest::part)
                    .end());
    assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
  }

  private static Exchange withoutException(Exchange part) {
    return new DefaultExchange(part.getContext());
  }

  @Test
  void anActionOfAnotherComponentIsOne() throws Exception {
    context.addComponent("elsewhere", context.getComponent("mock"));
    Settlement s =
        run(r -> r.filter().jq("false").id("no").log("x").end().to("elsewhere:there").id("send"));
    assertThat(s.outcome()).isEqualTo(Outcome.DONE);
    assertThat(s.reason()).isEqualTo("send was sent");
  }

  @Test
  void aPartThatTheRouteHandledDoesNotCount() throws Exception {
    Settlement s =
        run(
            r ->
                r.split(constant(List.of(2, 1)))
                    .doTry()
                    .process(OutcomesTest::part)
                    .doCatch(IOException.class)
                    .log("caught")
                    .end()
                    .end());
    assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
  }

  @ParameterizedTest
  @CsvSource({
    "400, DEAD", "401, RETRY", "403, RETRY", "404, RETRY", "408, RETRY", "409, RETRY",
    "413, DEAD", "422, DEAD", "429, RETRY", "500, RETRY", "503, RETRY", "0, RETRY"
  })
  void anAnswerOfTheApiDecidesByItsStatus(int code, Outcome outcome) {
    Exception answer = new KubernetesClientException("refused", code, null);
    assertThat(Classifier.of(new RuntimeException(answer)).outcome()).isEqualTo(outcome);
  }

  @Test
  void aScriptThatGoesTooDeepIsDead() throws Exception {
    Settlement s = run(r -> r.transform().jq("def f: 1 + f; f").id("deep"));
    assertThat(s.outcome()).isEqualTo(Outcome.DEAD);
    assertThat(s.step()).isEqualTo("deep");
  }

  @Test
  void anExceptionWithoutWordsHasAnOutcome() throws Exception {
    Settlement s =
        run(
            r ->
                r.process(
                    e -> {
                      throw new java.io.FileNotFoundException();
                    }));
    assertThat(s.outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void theFirstExceptionThatIsKnownDecides() {
    Exception inner = new KubernetesClientException("refused", 422, null);
    TransientException outer = new TransientException("later");
    outer.initCause(inner);
    assertThat(Classifier.of(outer).outcome()).isEqualTo(Outcome.RETRY);
  }
}
