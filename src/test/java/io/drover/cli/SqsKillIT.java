package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.demo.EmbeddedKubernetes;
import io.drover.servers.ElasticMq;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Drover that is killed while it works on what a queue of SQS gave it. */
class SqsKillIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String ROUTE =
      """
      - route:
          id: pictures
          from:
            uri: kamelet:sqs-bucket-source
            parameters: {bucket: acme, queue: uploads, concurrency: 4, visibilitySeconds: 3, waitSeconds: 1}
            steps:
              - delay:
                  id: slowly
                  expression: {constant: {expression: 700}}
              - transform:
                  id: arguments
                  expression: {jq: {expression: "{images: []}"}}
              - to:
                  id: submit
                  uri: kamelet:argo-workflow-sink
                  parameters: {manifest: "resource:thumbnails.workflow.yaml", namespace: argo}
      """;

  @TempDir private Path folder;
  private final ElasticMq sqs = new ElasticMq();
  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
  private final KubernetesClient client = Drover.kubernetesClient(kubernetes.config());

  @AfterEach
  void stop() {
    client.close();
    kubernetes.close();
    sqs.close();
  }

  private RunningDrover run() throws Exception {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: t
            clusters: [{name: t, cluster: {server: "%s"}}]
            users: [{name: t, user: {token: t}}]
            contexts: [{name: t, context: {cluster: t, user: t}}]
            """
                .formatted(kubernetes.config().getMasterUrl()));
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/pictures.camel.yaml"), ROUTE);
    String properties =
        """
        camel.kamelet.sqs-bucket-source.endpoint=%s
        camel.kamelet.sqs-bucket-source.accessKey=an-access-key
        camel.kamelet.sqs-bucket-source.secretKey=a-secret-key
        """
            .formatted(sqs.endpoint());
    return RunningDrover.start(folder, kubeconfig, properties, "run", "--routes", "routes");
  }

  private List<String> uploads() {
    return client
        .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
        .inNamespace("argo")
        .list()
        .getItems()
        .stream()
        .map(each -> each.getMetadata().getAnnotations().get("drover.io/event-id"))
        .toList();
  }

  @Test
  void everyMessageIsWorkedOnOnceThoughDroverIsKilledAtWork() throws Exception {
    sqs.makeQueue("uploads");
    int all = 16;
    IntStream.range(0, all).forEach(n -> sqs.send("uploads", upload(n + ".gif")));
    for (int done : new int[] {1, 5}) {
      try (RunningDrover drover = run()) {
        await().atMost(LONG).until(() -> uploads().size() >= done && sqs.taken("uploads") > 0);
        drover.signal("KILL");
        assertThat(drover.log()).doesNotContain("a-secret-key");
      }
    }
    assertThat(uploads()).hasSizeLessThan(all);
    try (RunningDrover drover = run()) {
      await()
          .atMost(LONG)
          .until(() -> sqs.waiting("uploads") + sqs.taken("uploads") == 0 && drover.isAlive());
    }
    assertThat(uploads()).hasSize(all).doesNotHaveDuplicates();
  }

  private static String upload(String key) {
    return "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\","
        + "\"s3\":{\"bucket\":{\"name\":\"acme\"},\"object\":{\"key\":\""
        + key
        + "\",\"eTag\":\"e\",\"sequencer\":\"1\"}}}]}";
  }
}
