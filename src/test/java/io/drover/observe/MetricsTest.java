package io.drover.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.delivery.Backlog;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.delivery.TransientException;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted, and how often. */
class MetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  @TempDir private Path store;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Metrics metrics = new Metrics(meters, Clock.fixed(NOW, ZoneOffset.UTC));
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final AtomicInteger inFlightMeanwhile = new AtomicInteger();

  @AfterEach
  void stop() {
    context.stop();
  }

  private double events(String outcome) {
    return count("drover_events_total{outcome=\"" + outcome + "\",route=\"r\"}");
  }

  /** A sample of the page of metrics, or 0 if it is not there. */
  private double count(String sample) {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .sum();
  }

  private static Settlement settlement(Outcome outcome, String time, int attempt) {
    CloudEvent event = new CloudEvent("id", "s", "t", "subject", time);
    return new Settlement("r", event, outcome, "reason", null, null, attempt);
  }

  @Test
  void anEventTriedThriceIsPutOffOnceAndDoneOnce() {
    metrics.settled(settlement(Outcome.RETRY, null, 1));
    metrics.settled(settlement(Outcome.RETRY, null, 2));
    metrics.settled(settlement(Outcome.DONE, null, 3));
    assertThat(events("retry")).isEqualTo(1);
    assertThat(events("done")).isEqualTo(1);
    assertThat(count("drover_attempts_total{route=\"r\"}")).isEqualTo(3);
  }

  @Test
  void lagIsFromTheEventsTimeToItsLastOutcome() {
    metrics.settled(settlement(Outcome.RETRY, "2026-01-01T00:00:00Z", 1));
    metrics.settled(settlement(Outcome.DONE, "2026-01-01T01:00:30+01:00", 2));
    assertThat(count("drover_lag_seconds_count{route=\"r\"}")).isEqualTo(1);
    assertThat(count("drover_lag_seconds_sum{route=\"r\"}")).isEqualTo(30);
  }

  @Test
  void aTimeToComeIsNoLagAndNoTimeOrNonsenseIsNone() {
    metrics.settled(settlement(Outcome.DONE, "2026-01-01T00:02:00Z", 1));
    metrics.settled(settlement(Outcome.DONE, null, 1));
    metrics.settled(settlement(Outcome.DONE, "yesterday", 1));
    assertThat(count("drover_lag_seconds_count{route=\"r\"}")).isEqualTo(1);
    assertThat(count("drover_lag_seconds_sum{route=\"r\"}")).isZero();
    assertThat(events("done")).isEqualTo(3);
  }

  @Test
  void theDepthOfAQueueIsShownUntilItsSourceEnds() {
    AtomicInteger waiting = new AtomicInteger(7);
    metrics.waiting("r", backlog(waiting::get));
    assertThat(count("drover_queue_depth{route=\"r\"}")).isEqualTo(7);
    assertThat(count("drover_queue_oldest_seconds{route=\"r\"}")).isEqualTo(2.5);
    waiting.set(-1);
    meters.scrape();
    assertThat(meters.scrape()).doesNotContain("drover_queue");
    metrics.waiting("r", backlog(() -> 3));
    assertThat(count("drover_queue_depth{route=\"r\"}")).isEqualTo(3);
  }

  @Test
  void aSourceThatBeginsAnewTakesThePlaceOfTheOneBefore() {
    AtomicInteger before = new AtomicInteger(7);
    metrics.waiting("r", backlog(before::get));
    before.set(-1);
    metrics.waiting("r", backlog(() -> 4));
    assertThat(count("drover_queue_depth{route=\"r\"}")).isEqualTo(4);
  }

  private static Backlog backlog(IntSupplier depth) {
    return new Backlog() {
      @Override
      public int depth() {
        return depth.getAsInt();
      }

      @Override
      public Duration oldest() {
        return Duration.ofMillis(2_500);
      }
    };
  }

  /** A part of the key says what becomes of the object. */
  private URI start(Object registry) throws Exception {
    context.getRegistry().bind("theirs", registry);
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?bucket=acme&port=0&prefix=in/")
                .routeId("r")
                .split()
                .jq(".notification")
                .filter()
                .jq(".s3.object.key | contains(\"none\") | not")
                .process(MetricsTest.this::act)
                .id("act");
          }
        });
    context.start();
    return context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
  }

  private void act(Exchange exchange) {
    inFlightMeanwhile.set((int) count("drover_in_flight{route=\"r\"}"));
    Settlements.of(exchange.getContext())
        .timing(
            exchange,
            () -> {
              if (exchange.getMessage().getBody(String.class).contains("later")) {
                throw new TransientException("not yet");
              }
              return "made";
            });
    Delivery.of(exchange).acted(exchange, "made");
  }

  private static void post(URI address, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(200, 202, 503);
  }

  private static String message(String... keys) {
    List<String> records =
        List.of(keys).stream()
            .map(
                key ->
                    """
                    {"eventName":"s3:ObjectCreated:Put","eventTime":"2026-01-01T00:00:00.000Z",
                     "s3":{"bucket":{"name":"acme"},"object":{"key":"%s","eTag":"e"}}}
                    """
                        .formatted(key))
            .toList();
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  @Test
  void eachEventIsCountedOnceHoweverManyPartsItHas() throws Exception {
    URI address = start(meters);
    post(address, message("in/a", "in/b", "in/c"));
    assertThat(inFlightMeanwhile).hasValue(1);
    assertThat(count("drover_in_flight{route=\"r\"}")).isZero();
    post(address, message("in/none"));
    post(address, message("out/a"));
    post(address, message("in/later"));
    post(address, "no event");
    assertThat(events("done")).isEqualTo(1);
    assertThat(events("filtered")).isEqualTo(2);
    assertThat(events("retry")).isEqualTo(1);
    assertThat(events("dead")).isEqualTo(1);
    assertThat(count("drover_attempts_total{route=\"r\"}")).isEqualTo(5);
    assertThat(count("drover_action_seconds_count{route=\"r\",step=\"act\"}")).isEqualTo(4);
    assertThat(count("drover_lag_seconds_count{route=\"r\"}")).isEqualTo(3);
    assertThat(count("drover_in_flight{route=\"r\"}")).isZero();
  }

  @Test
  void noTagIsMadeOfAnEvent() throws Exception {
    URI address = start(meters);
    for (int i = 0; i < 20; i++) {
      post(address, message("in/" + i));
    }
    assertThat(meters.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(
            id ->
                assertThat(id.getTags())
                    .allMatch(tag -> List.of("r", "act", "done").contains(tag.getValue())));
    assertThat(meters.getMeters())
        .filteredOn(meter -> !meter.getId().getTags().isEmpty())
        .hasSize(5);
  }

  @Test
  void timesAreKeptAsTheyWere() {
    metrics.acted("r", "s", Duration.ofMillis(250));
    MeterRegistry registry = meters;
    assertThat(
            registry
                .get("drover.action")
                .tags("route", "r", "step", "s")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(250);
  }
}
