package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.DroverProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log lines as JSON: an object a line, and nothing else. */
class JsonLogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  private static List<Map<String, String>> outcomes(List<String> lines) throws Exception {
    List<Map<String, String>> outcomes = new ArrayList<>();
    for (String line : lines) {
      JsonNode object = JSON.readTree(line);
      assertThat(object.isObject()).as(line).isTrue();
      assertThat(object.fieldNames())
          .toIterable()
          .contains("timestamp", "level", "loggerName", "formattedMessage");
      if (object.get("loggerName").asText().equals("io.drover.outcome")) {
        Map<String, String> pairs = new HashMap<>();
        for (JsonNode pair : object.get("kvpList")) {
          pair.properties().forEach(e -> pairs.put(e.getKey(), e.getValue().asText()));
        }
        outcomes.add(pairs);
      }
    }
    return outcomes;
  }

  @Test
  void everyOutcomeIsAnObjectWithItsFieldsAndNeverThePayload() throws Exception {
    try (HangingApi api = new HangingApi();
        RunningDrover drover =
            RunningDrover.start(
                folder, api.kubeconfig(folder), "", "run", "--bundled", "--log-format", "json")) {
      api.release();
      drover.awaitReady(200);
      String upload = WebhookSender.upload("thumbnails/a \"b\"\n.gif", 1);
      String marked = upload.replaceAll("\"eTag\":\"[^\"]*\"", "\"eTag\":\"PAYLOAD-1\"");
      assertThat(marked).contains("PAYLOAD-1");
      assertThat(drover.post(marked).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(drover.post("PAYLOAD-2 {").get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      drover.terminate();
      assertThat(drover.exit(Duration.ofSeconds(10))).isZero();
      assertThat(drover.log()).doesNotContain("PAYLOAD", "s3cret-token", "k8s-secret");
      List<Map<String, String>> outcomes = outcomes(drover.lines());
      assertThat(outcomes).hasSize(2);
      assertThat(outcomes.get(0))
          .containsEntry("route", "thumbnails")
          .containsEntry("step", "submit/submit")
          .containsEntry("subject", "thumbnails/a \"b\"\uFFFD.gif")
          .containsEntry("outcome", "done")
          .containsEntry("attempt", "1")
          .containsKeys("event", "reason");
      assertThat(outcomes.get(1))
          .containsEntry("outcome", "dead")
          .doesNotContainKey("step")
          .hasEntrySatisfying("reason", why -> assertThat(why).contains("is not JSON"));
    }
  }

  @Test
  void theEnvironmentChoosesItTooAndWhatIsWrongAtTheStartIsAnObject() throws Exception {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    Files.writeString(routes.resolve("x.camel.yaml"), "nothing: here\n");
    try (HangingApi api = new HangingApi()) {
      Map<String, String> environment =
          Map.of("DROVER_LOG_FORMAT", "json", "KUBECONFIG", api.kubeconfig(folder).toString());
      Result result = DroverProcess.run(folder, environment, "run", "--routes", "routes");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(outcomes(result.err().lines().toList())).isEmpty();
      String last = result.err().lines().reduce((first, second) -> second).orElseThrow();
      assertThat(JSON.readTree(last).get("formattedMessage").asText())
          .startsWith("routes/x.camel.yaml: no route found");
    }
  }

  @Test
  void anUnknownFormatIsNamed() throws Exception {
    Result result = DroverProcess.run(folder, Map.of(), "run", "--bundled", "--log-format", "xml");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--log-format", "'xml'");
  }
}
