package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with the demo that stays up, by the built jar. */
class DemoPlayIT {
  private static final String INGRESS = "ingress-playground-fortune-svc-ing.yaml";

  @TempDir private Path folder;
  private DemoProcess demo;

  @BeforeEach
  void start() throws IOException {
    demo = DemoProcess.start(folder);
  }

  @AfterEach
  void end() {
    demo.close();
  }

  private void save(String name, String text) throws IOException {
    Files.writeString(demo.cluster(name), text);
  }

  private String service() throws IOException {
    return Files.readString(demo.examples("fortune-svc.yaml"));
  }

  @Test
  void theCommandsOfTheGuideDoWhatItSays() throws Exception {
    String guide = Files.readString(Path.of("docs/demo.md"));
    List<String> commands =
        Pattern.compile("^\\$ ((?!\\./drover).*?)(?: +#.*)?$", Pattern.MULTILINE)
            .matcher(guide)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    List<String> words =
        List.of(
            "thumbnails: thumbnails/dov-bear.gif -> created Workflow argo/script-resize-wf-",
            "thumbnails-webhook: thumbnails/dov-bear.gif -> created Workflow argo/script-resize-wf-",
            "service-ingress: playground/fortune-svc -> created Ingress playground/fortune-svc-ing",
            "service-ingress: playground/fortune-svc -> updated Ingress playground/fortune-svc-ing",
            "demo/out/" + INGRESS + ": deleting Ingress playground/fortune-svc-ing",
            "service-ingress: playground/fortune-svc -> removed Ingress playground/fortune-svc-ing");
    assertThat(commands).hasSameSizeAs(words);
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i).replaceFirst("http://\\S+", String.valueOf(demo.webhook()));
      Process shell =
          new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();
      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(shell.exitValue()).as(command).isZero();
      demo.awaitWords(words.get(i));
      int workflows = Math.min(i + 1, 2);
      demo.awaitMade(workflows, "workflow-argo-script-resize-wf-");
      demo.awaitMade(i >= 2 && i <= 4 ? 1 : 0, "ingress-");
    }
    assertThat(demo.words()).contains("kind: Workflow", "kind: Ingress", "number: 8080");
  }

  @Test
  void aPictureStartsOneWorkflowAndATextSaysWhyItDoesNot() throws Exception {
    byte[] picture = Files.readAllBytes(demo.examples("dov-bear.gif"));
    Files.write(demo.pictures(".bear.gif.part"), picture);
    Files.writeString(demo.pictures("notes.txt"), "no picture");
    demo.awaitWords(
        "thumbnails: thumbnails/notes.txt filtered: filter pictures-only did not match");
    assertThat(demo.made()).isEmpty();
    Files.move(demo.pictures(".bear.gif.part"), demo.pictures("bear.gif"));
    Path made = demo.awaitMade(1, "workflow-").get(0);
    assertThat(made).content().contains("bear.gif", "drover.io/step: submit\n");
    Files.copy(demo.examples("dov-bear.gif"), folder.resolve("demo/buckets/acme/beside.gif"));
    demo.awaitWords("thumbnails: beside.gif filtered: key beside.gif does not begin with");
    assertThat(demo.made()).hasSize(1);
  }

  @Test
  void aHalfWrittenPictureWaitsUntilItIsWhole() throws Exception {
    Path picture = demo.pictures("slow.gif");
    byte[] content = Files.readAllBytes(demo.examples("dov-bear.gif"));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(40))
        .until(
            () -> {
              long size = Files.exists(picture) ? Files.size(picture) : 0;
              Files.write(
                  picture,
                  new byte[] {content[(int) size]},
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND);
              assertThat(demo.made()).isEmpty();
              return size + 1 == content.length;
            });
    demo.awaitWords("thumbnails: thumbnails/slow.gif -> created Workflow");
    demo.awaitMade(1, "workflow-");
    assertThat(demo.words()).doesNotContain("slow.gif filtered");
  }

  @Test
  void anIngressFollowsItsServiceAndAMistakeSaysWhatToMend() throws Exception {
    save("web.yaml", service());
    demo.awaitContent(demo.out(INGRESS), "number: 3000");
    save("web.yaml", service().replace("- port: 3000", "- port: 3000\n      protocol: UDP"));
    demo.awaitWords(
        "service-ingress: playground/fortune-svc dead: ", "no TCP port", "add one to spec.ports");
    assertThat(demo.out(INGRESS)).content().contains("number: 3000");
    save("web.yaml", service().replace("port: 3000", "port: 4000"));
    demo.awaitContent(demo.out(INGRESS), "number: 4000");
    assertThat(demo.out(INGRESS)).content().doesNotContain("3000");
    Files.delete(demo.cluster("web.yaml"));
    demo.awaitMade(0, "ingress-");
    demo.awaitWords("web.yaml: Service playground/fortune-svc deleted, as it is no longer there");
  }

  @Test
  void anObjectTakenOutOfItsFileIsDeletedAndOneThatMovesStays() throws Exception {
    String second = service().replace("name: fortune-svc", "name: second");
    save("both.yml", service() + "---\n" + second);
    demo.awaitMade(2, "ingress-");
    save("both.yml", service());
    demo.awaitMade(1, "ingress-");
    Files.move(demo.cluster("both.yml"), demo.cluster("moved.yaml"));
    demo.awaitWords("both.yml: Service playground/fortune-svc stays, as demo/cluster/moved.yaml");
    demo.awaitMade(1, "ingress-");
    assertThat(demo.words()).doesNotContain("removed Ingress playground/fortune-svc-ing");
  }

  @Test
  void aBadManifestSaysWhereAndWhatWasAppliedStays() throws Exception {
    save("web.yaml", service());
    demo.awaitMade(1, "ingress-");
    save("web.yaml", service() + "broken: [\n");
    demo.awaitWords("demo/cluster/web.yaml:17: while parsing", "(what was applied before stays)");
    save("web.yaml", service().replace("port: 3000", "port: 4000"));
    demo.awaitContent(demo.out(INGRESS), "number: 4000");
    save(
        "two.yaml",
        service().replace("fortune", "half")
            + "---\nkind: Widget\napiVersion: v9\n"
            + "metadata: {name: x}\n");
    demo.awaitWords("two.yaml: the demo's API has no kind Widget of v9; it has apps/v1/Deployment");
    save("name.yaml", service().replace("name: fortune-svc", "name: ../../Web"));
    demo.awaitWords("name.yaml: metadata.name '../../Web' is no name in Kubernetes");
    save("labels.yaml", service().replace("annotations:", "labels: [a]\n  annotations:"));
    demo.awaitWords("labels.yaml: metadata.labels: ", "(nothing of it is applied)");
    save("away.yaml", service().replace("namespace: playground", "namespace: elsewhere"));
    demo.awaitWords(
        "Service elsewhere/fortune-svc applied (no route takes it: service-ingress takes a Service"
            + " in namespace playground with annotation autodeploy-ingress-host)");
    save("readme.md", "# x");
    demo.awaitWords("demo/cluster/readme.md: left alone");
    assertThat(demo.made()).containsExactly(INGRESS);
  }

  @Test
  void anObjectWithoutANamespaceIsInTheOneThatIsWatched() throws Exception {
    save("ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: playground}\n");
    save("web.yaml", service().replace("  namespace: playground\n", ""));
    demo.awaitMade(1, INGRESS);
    Files.delete(demo.cluster("ns.yaml"));
    demo.awaitWords("ns.yaml: Namespace playground deleted");
  }

  @Test
  void aFileDeletedFromOutDeletesItsObject() throws Exception {
    Files.copy(demo.examples("dov-bear.gif"), demo.pictures("bear.gif"));
    save("web.yaml", service());
    Path workflow = demo.awaitMade(1, "workflow-").get(0);
    demo.awaitMade(1, "ingress-");
    Files.delete(workflow);
    demo.awaitWords(": deleting Workflow argo/script-resize-wf-");
    Files.delete(demo.out(INGRESS));
    demo.awaitTimes(2, "demo/out/" + INGRESS + " (new)");
    assertThat(demo.made()).containsExactly(INGRESS);
  }

  @Test
  void aNotificationPostedToTheWebhookIsWorkedOnOnce() throws Exception {
    WebhookSender sender = new WebhookSender(demo.webhook(), null);
    String event = Files.readString(demo.examples("dov-bear.json"));
    HttpResponse<String> answer = sender.post(event);
    assertThat(answer.body()).isEqualTo("{\"outcome\":\"done\"}");
    assertThat(sender.post(event).body()).isEqualTo("{\"outcome\":\"duplicate\"}");
    demo.awaitWords(
        "thumbnails-webhook: thumbnails/dov-bear.gif duplicate: was finished before: created Workflow"
            + " argo/");
    demo.awaitMade(1, "workflow-");
    assertThat(sender.post("no event").statusCode()).isEqualTo(202);
    demo.awaitWords(
        "thumbnails-webhook: a message dead: the message is not JSON",
        "(drover dead-letters show ",
        " --store demo/.drover)");
    assertThat(Letters.in(folder.resolve("demo/.drover"))).hasSize(1);
    assertThat(demo.errors()).doesNotContain("ERROR", "WARN", "Exception");
  }

  @Test
  void aFileReplacedInOutByItselfDeletesNothing() throws Exception {
    save("web.yaml", service());
    demo.awaitMade(1, "ingress-");
    Path copy = Files.copy(demo.out(INGRESS), folder.resolve("copy"));
    Files.move(copy, demo.out(INGRESS), StandardCopyOption.REPLACE_EXISTING);
    save("web.yaml", service().replace("port: 3000", "port: 4000"));
    demo.awaitContent(demo.out(INGRESS), "number: 4000");
    assertThat(demo.words()).doesNotContain(": deleting");
  }
}
