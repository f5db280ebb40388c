package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code drover run} begins and ends, with an API whose answers the test holds back. */
class LifeCycleIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private HangingApi api;

  @BeforeEach
  void startApi() throws IOException {
    api = new HangingApi();
  }

  @AfterEach
  void stopApi() {
    api.close();
  }

  private RunningDrover run(String properties) throws IOException {
    return RunningDrover.start(folder, api.kubeconfig(folder), properties, "run", "--bundled");
  }

  /** An upload whose action has begun, and hangs. */
  private CompletableFuture<HttpResponse<String>> hang(RunningDrover drover) throws IOException {
    int before = api.creates();
    CompletableFuture<HttpResponse<String>> answer = drover.upload("bear.gif");
    await().atMost(Duration.ofSeconds(20)).until(() -> api.creates() > before);
    return answer;
  }

  @Test
  void itTakesEventsBetweenStartAndSignalAndEndsWhatIsInFlight() throws Exception {
    try (RunningDrover drover = run("")) {
      assertThat(drover.get("/observe/health").statusCode()).isEqualTo(503);
      assertThat(drover.get("/observe/health/live").statusCode()).isEqualTo(200);
      drover.awaitReady(200);
      assertThat(drover.get("/observe/health").statusCode()).isEqualTo(200);
      CompletableFuture<HttpResponse<String>> first = hang(drover);
      assertThat(drover.get("/observe/metrics").body())
          .contains("drover_in_flight{route=\"thumbnails\"} 1.0");
      drover.terminate();
      drover.awaitReady(503);
      assertThat(drover.get("/observe/health/live").statusCode()).isEqualTo(200);
      await()
          .ignoreExceptions()
          .until(() -> drover.upload("late.gif").get(1, TimeUnit.SECONDS).statusCode() == 503);
      assertThat(first).isNotDone();
      api.release();
      assertThat(first.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"outcome\":\"done\"}");
      assertThat(drover.exit(Duration.ofSeconds(10))).isZero();
      assertThat(drover.log()).doesNotContain("Handed back", "Exception", "ERROR");
    }
  }

  @Test
  void metricsTellOfAnUpload() throws Exception {
    api.release();
    try (RunningDrover drover = run("")) {
      drover.awaitReady(200);
      assertThat(drover.upload("bear.gif").get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(drover.get("/observe/metrics").body())
          .contains(
              "drover_events_total{outcome=\"done\",route=\"thumbnails\"} 1.0",
              "drover_attempts_total{route=\"thumbnails\"} 1.0",
              "drover_lag_seconds_count{route=\"thumbnails\"} 1",
              "drover_in_flight{route=\"thumbnails\"} 0.0",
              "drover_queue_depth{route=\"service-ingress\"} 0.0",
              "drover_action_seconds_count{route=\"thumbnails\",step=\"submit\"} 1",
              "process_uptime_seconds")
          .doesNotContain("bear.gif", "s3cret-token");
      assertThat(drover.get("/observe/health").body())
          .contains("\"name\":\"route:thumbnails\"", "\"lastOutcome\":\"done\"");
    }
  }

  @Test
  void anActionThatHangsIsGivenUpWithinTheGraceAndItsEventHandedBack() throws Exception {
    try (RunningDrover drover = run("drover.shutdownGraceSeconds=3")) {
      drover.awaitReady(200);
      CompletableFuture<HttpResponse<String>> first = hang(drover);
      drover.terminate();
      assertThat(drover.exit(Duration.ofSeconds(5))).isZero();
      await().until(first::isDone);
      assertThat(first.handle((answer, e) -> answer == null ? 503 : answer.statusCode()).join())
          .isEqualTo(503);
      assertThat(drover.log()).contains("events of thumbnails 1.").doesNotContain(" done: ");
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (RunningDrover drover = run("drover.shutdownGraceSeconds=60")) {
      drover.awaitReady(200);
      CompletableFuture<HttpResponse<String>> first = hang(drover);
      drover.terminate();
      drover.awaitReady(503);
      assertThat(drover.isAlive()).isTrue();
      drover.terminate();
      assertThat(drover.exit(AT_ONCE)).isEqualTo(143);
      assertThat(first).failsWithin(AT_ONCE);
    }
  }

  @Test
  void aSignalDuringTheStartEndsItInOrder() throws Exception {
    try (RunningDrover drover = run("")) {
      assertThat(drover.get("/observe/health/ready").statusCode()).isEqualTo(503);
      drover.terminate();
      assertThat(drover.exit(Duration.ofSeconds(10))).isZero();
      assertThat(drover.log()).doesNotContain("Exception", "ERROR");
    }
  }

  @Test
  void aStartThatHangsEndsWithinTheGrace() throws Exception {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    Files.writeString(
        routes.resolve("never.camel.yaml"),
        """
        - beans:
            - name: never
              type: java.util.concurrent.CountDownLatch
              constructors: {"0": 1}
              initMethod: await
        - route:
            id: never
            from:
              uri: direct:never
              steps:
                - log: {message: x}
        """);
    String grace = "drover.shutdownGraceSeconds=2";
    Path kubeconfig = api.kubeconfig(folder);
    try (RunningDrover drover =
        RunningDrover.start(folder, kubeconfig, grace, "run", "--routes", "routes")) {
      assertThat(drover.get("/observe/health/ready").statusCode()).isEqualTo(503);
      drover.terminate();
      assertThat(drover.exit(Duration.ofSeconds(5))).isZero();
      assertThat(drover.log()).contains("Not at rest after drover.shutdownGraceSeconds=2");
    }
  }
}
