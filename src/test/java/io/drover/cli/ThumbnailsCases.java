package io.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.cli.TestClusters.Cluster;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload does, whichever API server it is; a class for each kind of server. */
abstract class ThumbnailsCases {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIMENSIONS = "128x128 256x256 512x152 1024x1024";

  private final Cluster cluster;
  @TempDir private Path store;
  private ThumbnailsRoute route;
  private WebhookSender sender;

  ThumbnailsCases(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void startRoute() {
    route = new ThumbnailsRoute(cluster, store);
    sender = route.sender();
  }

  @AfterEach
  void stopRoute() {
    route.close();
  }

  @Test
  void aPictureMakesTheWorkflowThatTheManifestDescribes() throws Exception {
    HttpResponse<String> answer = sender.post(WebhookSender.upload("thumbnails/a/bear.gif", 1));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("{\"outcome\":\"done\"}"));

    JsonNode workflow = onlyWorkflow();
    assertThat(image(workflow)).isEqualTo(expected("thumbnails/a", "bear.gif"));
    assertThat(workflow.at("/metadata/name").asText()).startsWith("script-resize-wf-");
    assertThat(workflow.at("/metadata/generateName").asText()).isEqualTo("script-resize-wf-");
    ObjectNode annotations = (ObjectNode) workflow.at("/metadata/annotations");
    assertThat(annotations.path("drover.io/route").asText()).isEqualTo("thumbnails");
    assertThat(annotations.path("drover.io/step").asText()).isEqualTo("submit");
    assertThat(withoutArguments(workflow)).isEqualTo(withoutArguments(manifest()));
  }

  @Test
  void theSameNotificationTwiceMakesOneWorkflow() throws Exception {
    String upload = WebhookSender.upload("thumbnails/bear.gif", 2);
    assertThat(sender.post(upload).body()).contains("\"done\"");
    assertThat(sender.post(upload).body()).contains("\"duplicate\"");
    assertThat(route.workflows()).hasSize(1);
  }

  @Test
  void theSameNotificationTwentyTimesAtOnceMakesOneWorkflow() throws Exception {
    String upload = WebhookSender.upload("thumbnails/bear.gif", 3);
    ExecutorService senders = Executors.newFixedThreadPool(20);
    try {
      List<Callable<HttpResponse<String>>> posts = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        posts.add(() -> sender.post(upload));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : senders.invokeAll(posts)) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        outcomes.add(JSON.readTree(answer.get().body()).path("outcome").asText());
      }
      assertThat(outcomes).containsOnlyOnce("done").filteredOn("duplicate"::equals).hasSize(19);
      assertThat(route.workflows()).hasSize(1);
    } finally {
      senders.shutdown();
    }
  }

  @Test
  void anOverwrittenPictureMakesAnotherWorkflow() throws Exception {
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 4_000_000));
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 5_000_000));
    assertThat(route.workflows()).hasSize(2);
  }

  @Test
  void whatIsNoPictureIsFilteredWithTheReason() throws Exception {
    String upload = WebhookSender.upload("thumbnails/notes.txt", 6);
    HttpResponse<String> text = sender.post(upload.replace("image/gif", "text/plain"));
    assertThat(text.statusCode()).isEqualTo(200);
    assertThat(text.body()).contains("\"filtered\"", "filter pictures-only did not match");
    HttpResponse<String> untyped =
        sender.post(upload.replace("\"contentType\":\"image/gif\",", ""));
    assertThat(untyped.body()).contains("\"filtered\"", "no content type");
    HttpResponse<String> elsewhere = sender.post(WebhookSender.upload("other/bear.gif", 7));
    assertThat(elsewhere.body()).contains("\"filtered\"", "does not begin with thumbnails/");
    assertThat(route.workflows()).isEmpty();
  }

  @Test
  void aMediaTypeIsComparedWithoutRegardToCase() throws Exception {
    String upload = WebhookSender.upload("thumbnails/BEAR.GIF", 8);
    sender.post(upload.replace("\"contentType\":\"image/gif\"", "\"contentType\":\"Image/GIF\""));
    assertThat(image(onlyWorkflow())).isEqualTo(expected("thumbnails", "BEAR.GIF"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's.gif",
        "a\"b.gif",
        "$(touch x).gif",
        "`touch x`.gif",
        "a\nb.gif",
        "-delete.gif",
        "@list.gif",
        "a b&c;d|e>f.gif",
        "%2F+.gif",
        "\u00e9\ud83d\udc3b.gif",
        "{item}.gif",
        "--.gif"
      })
  void aHostileNameIsAnArgumentAndNothingElse(String name) throws Exception {
    assertThat(sender.post(WebhookSender.upload("thumbnails/" + name, 9)).statusCode())
        .isEqualTo(200);
    JsonNode workflow = onlyWorkflow();
    assertThat(image(workflow)).isEqualTo(expected("thumbnails", name));
    assertThat(withoutArguments(workflow)).isEqualTo(withoutArguments(manifest()));
  }

  @Test
  void aNameThatTheControllerWouldExpandIsADeadLetter() throws Exception {
    HttpResponse<String> answer =
        sender.post(WebhookSender.upload("thumbnails/{{workflow.name}}.gif", 10));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"dead\"", "{{");
    assertThat(route.workflows()).isEmpty();
    JsonNode letter = onlyDeadLetter();
    assertThat(letter.path("droverroute").asText()).isEqualTo("thumbnails");
    assertThat(letter.path("droverstep").asText()).isEqualTo("submit/submit");
    assertThat(letter.at("/data/notification/0/s3/object/key").asText())
        .isEqualTo("thumbnails/{{workflow.name}}.gif");
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndAnsweredWith202() throws Exception {
    HttpResponse<String> answer = sender.post("{\"Records\":[{\"eventName\":3}]}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("a record lacks eventName");
    assertThat(new String(onlyDeadLetter().path("data_base64").binaryValue(), UTF_8))
        .isEqualTo("{\"Records\":[{\"eventName\":3}]}");
  }

  @Test
  void aWorkflowOfThatNameMadeForSomethingElseMakesTheEventDead() throws Exception {
    String upload = WebhookSender.upload("thumbnails/bear.gif", 11);
    sender.post(upload);
    JsonNode ours = onlyWorkflow();
    route
        .resources()
        .withName(ours.at("/metadata/name").asText())
        .edit(
            w -> {
              w.getMetadata().getAnnotations().put("drover.io/event-id", "another");
              return w;
            });
    route.restart(store.resolve("one-that-knows-nothing"));
    HttpResponse<String> answer = route.sender().post(upload);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("made for something else");
  }

  @Test
  void withoutTheLedgerTheWorkflowItselfTellsThatItWasMade() throws Exception {
    String upload = WebhookSender.upload("thumbnails/bear.gif", 12);
    sender.post(upload);
    route.restart(store.resolve("one-that-knows-nothing"));
    assertThat(route.sender().post(upload).body()).contains("\"duplicate\"");
    assertThat(route.workflows()).hasSize(1);
  }

  @Test
  void anEventWhoseWorkflowIsGoneIsADuplicateAlsoAfterARestart() throws Exception {
    String upload = WebhookSender.upload("thumbnails/bear.gif", 13);
    sender.post(upload);
    route.resources().withName(onlyWorkflow().at("/metadata/name").asText()).delete();
    assertThat(sender.post(upload).body()).contains("\"duplicate\"");
    route.restart(store);
    assertThat(route.sender().post(upload).body()).contains("\"duplicate\"");
    assertThat(route.workflows()).isEmpty();
  }

  private JsonNode onlyDeadLetter() {
    assertThat(Letters.in(store)).hasSize(1);
    return Letters.in(store).get(0);
  }

  private JsonNode onlyWorkflow() {
    assertThat(route.workflows()).hasSize(1);
    return route.workflows().get(0);
  }

  private static JsonNode manifest() throws Exception {
    Path file = Path.of("src/main/resources/routes/thumbnails.workflow.yaml");
    return new YAMLMapper().readTree(Files.readString(file));
  }

  private static JsonNode withoutArguments(JsonNode workflow) {
    ObjectNode spec = workflow.path("spec").deepCopy();
    spec.remove("arguments");
    return spec;
  }

  private static JsonNode image(JsonNode workflow) throws Exception {
    JsonNode images = JSON.readTree(workflow.at("/spec/arguments/parameters/0/value").asText());
    assertThat(images).hasSize(1);
    return images.get(0);
  }

  private static JsonNode expected(String directory, String name) {
    return JSON.createObjectNode()
        .put("directory", directory)
        .put("imageName", name)
        .put("dimensions", DIMENSIONS);
  }
}
