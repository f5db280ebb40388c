package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.bucket.BucketComponent;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover dead-letters} as a process, beside a Drover that owns the store. */
class DeadLettersIT {
  private static final String ROUTE =
      """
      - route:
          id: pictures
          from:
            uri: kamelet:webhook-bucket-source
            parameters: {bucket: acme}
            steps:
              - transform:
                  id: arguments
                  expression: {jq: {expression: %s}}
              - to:
                  id: submit
                  uri: kamelet:argo-workflow-sink
                  parameters: {manifest: "resource:thumbnails.workflow.yaml", namespace: argo}
      """;
  private static final String WRONG = "'error(\"mend the script\")'";
  private static final String RIGHT = "'{images: []}'";

  @TempDir private Path folder;
  private final TestClusters.Cluster cluster = TestClusters.embedded();
  private final KubernetesClient client = cluster.newClient();
  private Application application;
  private WebhookSender sender;

  @BeforeEach
  void start() {
    run(WRONG);
  }

  @AfterEach
  void stop() {
    application.close();
    client.close();
    cluster.close();
  }

  private void run(String expression) {
    if (application != null) {
      application.close();
    }
    RouteFile route = new RouteFile("pictures.camel.yaml", ROUTE.formatted(expression));
    application =
        new Application(List.of(route), cluster.newClient())
            .property("drover.store", folder.resolve(".drover").toString())
            .property("camel.kamelet.webhook-bucket-source.port", "0");
    var bucket = application.start().getComponent("bucket", BucketComponent.class);
    sender = new WebhookSender(bucket.webhookAddresses().get(0), null);
  }

  private DroverProcess.Result deadLetters(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(arguments));
    return DroverProcess.run(folder, Map.of(), all.toArray(String[]::new));
  }

  private JsonNode list() throws Exception {
    return new ObjectMapper().readTree(deadLetters("list", "--output", "json").out());
  }

  private List<GenericKubernetesResource> workflows() {
    return client
        .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
        .inNamespace("argo")
        .list()
        .getItems();
  }

  private String postPicture(String key, int sequencer) throws Exception {
    assertThat(sender.post(WebhookSender.upload(key, sequencer)).statusCode()).isEqualTo(202);
    return list().findValuesAsText("id").get(list().size() - 1);
  }

  @Test
  void theyAreListedShownAndReplayedOnceTheRouteIsMended() throws Exception {
    String id = postPicture("bear.gif", 1);
    DroverProcess.Result listed = deadLetters("list");
    assertThat(listed.out()).contains(id, "pictures/arguments (bear.gif): mend the script");
    assertThat(listed.err()).contains("1 dead letters in .drover");
    assertThat(deadLetters("show", id).out())
        .contains("\"droverreason\" : \"mend the script\"", "\"key\" : \"bear.gif\"");

    DroverProcess.Result still = deadLetters("replay", id);
    assertThat(still.exit()).isEqualTo(1);
    assertThat(still.out()).contains("0 of 1 are gone.", "mend the script");

    run(RIGHT);
    DroverProcess.Result gone = deadLetters("replay", "pictures/" + id);
    assertThat(gone.exit()).isZero();
    assertThat(gone.out()).contains("1 of 1 are gone.");
    assertThat(list()).isEmpty();
    assertThat(workflows())
        .singleElement()
        .satisfies(
            w ->
                assertThat(w.getMetadata().getAnnotations())
                    .containsEntry("drover.io/event-id", id)
                    .containsEntry("drover.io/replay", "0"));
    assertThat(sender.post(WebhookSender.upload("bear.gif", 1)).body()).contains("duplicate");
  }

  @Test
  void someAreChosenByJqAndTheOthersStay() throws Exception {
    postPicture("a.gif", 1);
    postPicture("b.gif", 2);
    postPicture("c.txt", 3);
    run(RIGHT);
    assertThat(deadLetters("replay", "--where", ".subject | endswith(\".gif\")").out())
        .contains("2 of 2 are gone.");
    assertThat(list().findValuesAsText("subject")).containsExactly("c.txt");
    assertThat(deadLetters("drop", "--all").out()).contains("1 of 1 are gone.");
    assertThat(list()).isEmpty();
    assertThat(workflows()).hasSize(2);
  }

  @Test
  void byForceTheReplayNumberIsRaisedAndTheSendersRepeatIsKnown() throws Exception {
    String id = postPicture("bear.gif", 1);
    run(RIGHT);
    assertThat(deadLetters("replay", id, "--force").exit()).isZero();
    assertThat(workflows())
        .extracting(w -> w.getMetadata().getAnnotations().get("drover.io/replay"))
        .containsExactly("1");
    assertThat(sender.post(WebhookSender.upload("bear.gif", 1)).body()).contains("duplicate");
    assertThat(workflows()).hasSize(1);
  }

  @Test
  void aRequestWaitsUntilADroverRuns() throws Exception {
    postPicture("bear.gif", 1);
    application.close();
    DroverProcess.Result asked = deadLetters("replay", "--all");
    assertThat(asked.exit()).isZero();
    assertThat(asked.out()).contains("done when a Drover runs with this store");
    run(RIGHT);
    await().atMost(Duration.ofSeconds(10)).until(() -> workflows().size() == 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> list().isEmpty());
  }

  @Test
  void aMessageThatCannotBeReadStaysUntilItCan() throws Exception {
    assertThat(sender.post("{\"Records\": 3}").statusCode()).isEqualTo(202);
    DroverProcess.Result replayed = deadLetters("replay", "--all");
    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(list()).hasSize(1);
  }

  @Test
  void whatIsAskedWronglyIsSaid() throws Exception {
    DroverProcess.Result unknown = deadLetters("show", "nobody");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no dead letter nobody");
    postPicture("bear.gif", 1);
    DroverProcess.Result jq = deadLetters("list", "--where", ".subject");
    assertThat(jq.exit()).isEqualTo(2);
    assertThat(jq.err()).contains("gave \"bear.gif\"", "has to give true or false");
    DroverProcess.Result syntax = deadLetters("list", "--where", ".a[");
    assertThat(syntax.exit()).isEqualTo(2);
    assertThat(syntax.err()).contains("--where .a[:");
    assertThat(deadLetters("replay").exit()).isEqualTo(2);
    assertThat(deadLetters("list", "--store", "nowhere").err())
        .contains("the store nowhere does not exist");
  }

  @Test
  void theCommandsOfThePageDoWhatTheySay() throws Exception {
    String id = postPicture("bear.gif", 1);
    List<String> commands =
        Pattern.compile("^\\$ drover (.*)$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/dead-letters.md")))
            .results()
            .map(match -> match.group(1).replace(" ID", " " + id))
            .toList();
    assertThat(commands).hasSizeGreaterThan(6);
    ProcessBuilder drover = DroverProcess.command(folder);
    for (String command : commands) {
      String line = String.join(" ", drover.command()) + " " + command;
      Process shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).start();
      String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      shell.waitFor();
      boolean replays = command.contains(" replay ");
      assertThat(shell.exitValue()).as(command).isEqualTo(replays && out.contains("mend") ? 1 : 0);
    }
    assertThat(list()).isEmpty();
  }

  @Test
  void aStoreHasOneOwner() throws Exception {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), "");
    DroverProcess.Result second =
        DroverProcess.run(
            folder,
            Map.of("KUBECONFIG", kubeconfig.toString(), "DROVER_KAMELET", ""),
            "run",
            "--bundled");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("belongs to another Drover", "#store-owned");
  }
}
