package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.drover.servers.WorkflowController;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Workflow controller makes of our Workflows. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WorkflowControllerIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesApi kubernetes;
  @TempDir private Path store;
  private ThumbnailsRoute route;
  private KubernetesClient client;
  private String namespace;
  private WorkflowController controller;
  private WebhookSender sender;

  WorkflowControllerIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeEach
  void start() {
    route = new ThumbnailsRoute(TestClusters.real(kubernetes), store);
    client = route.client();
    namespace = route.namespace();
    sender = route.sender();
    controller = new WorkflowController(kubernetes, namespace);
  }

  @AfterEach
  void stop() {
    route.close();
    controller.close();
  }

  @Test
  void theWorkflowIsTakenUpWhereItsArtifactRepositoryIsKnown() throws Exception {
    makeArtifactRepository();
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 1));
    Pod pod = awaitPod();
    // the controller makes the Pod before it writes the Workflow's status
    await().atMost(SOON).until(() -> phase().equals("Running"));
    assertThat(environment(pod))
        .containsEntry("IMAGE_NAME", "bear.gif")
        .containsEntry("DIMENSIONS", "128x128 256x256 512x152 1024x1024");
    JsonNode template = template(pod);
    assertThat(template.at("/inputs/artifacts/0/s3/key").asText()).isEqualTo("thumbnails/bear.gif");
    // without an endpoint of its own, the input is read from the artifact repository
    assertThat(template.at("/inputs/artifacts/0/s3/endpoint").asText()).isEmpty();
    assertThat(template.at("/archiveLocation/s3/endpoint").asText()).isEqualTo("minio:9000");
    assertThat(template.at("/archiveLocation/s3/bucket").asText()).isEqualTo("acme");
    // and with one, the output is written where it says
    assertThat(template.at("/outputs/artifacts/0/s3/endpoint").asText()).isEqualTo("minio:9000");
    assertThat(template.at("/outputs/artifacts/0/s3/bucket").asText()).isEqualTo("foobar");
    assertThat(template.at("/outputs/artifacts/0/s3/key").asText()).isEqualTo("resized");
    assertThat(template.at("/outputs/artifacts/0/archive").toString()).isEqualTo("{\"none\":{}}");
  }

  @Test
  void withoutTheArtifactRepositoryTheWorkflowsErrorNamesIt() throws Exception {
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 2));
    await().atMost(SOON).until(() -> phase().equals("Error"));
    assertThat(workflow().<Object>get("status", "message").toString())
        .contains("artifact repository ref \"#minio\"");
  }

  @Test
  void aKeyAtTheRootIsReadFromTheRoot() throws Exception {
    makeArtifactRepository();
    submit("", "bear.gif");
    assertThat(template(awaitPod()).at("/inputs/artifacts/0/s3/key").asText())
        .isEqualTo("bear.gif");
  }

  @Test
  void hostileNamesReachTheContainerAsTheyAreAndTheScriptNot() throws Exception {
    makeArtifactRepository();
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 3));
    String script = template(awaitPod()).at("/script/source").asText();
    String[] names = {
      "it's \"q\" $(touch x) `y` $HOME $$ \\ \\n.gif",
      "a\nb\t.gif",
      "-rf @x {item}.gif",
      "\u00e9.gif"
    };
    for (String name : names) {
      deletePodsAndWorkflows();
      sender.post(WebhookSender.upload("thumbnails/" + name, 4));
      Pod pod = awaitPod();
      assertThat(expand(environment(pod).get("IMAGE_NAME"))).isEqualTo(name);
      assertThat(template(pod).at("/script/source").asText()).isEqualTo(script);
      assertThat(template(pod).at("/inputs/artifacts/0/s3/key").asText())
          .isEqualTo("thumbnails/" + name);
    }
  }

  /** The proof that such names must not be submitted. */
  @Test
  void theControllerReplacesTagsInArguments() throws Exception {
    makeArtifactRepository();
    submit("thumbnails", "{{workflow.namespace}}.gif");
    assertThat(environment(awaitPod())).containsEntry("IMAGE_NAME", namespace + ".gif");
  }

  private void makeArtifactRepository() {
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("artifact-repositories")
                .endMetadata()
                .addToData(
                    "minio",
                    """
                    s3:
                      endpoint: minio:9000
                      insecure: true
                      bucket: acme
                      accessKeySecret: {name: minio-credentials, key: accessKey}
                      secretKeySecret: {name: minio-credentials, key: secretKey}
                    """)
                .build())
        .create();
  }

  /** Submits what Drover's own checks would not let through: the manifest with another argument. */
  private void submit(String directory, String name) throws Exception {
    sender.post(WebhookSender.upload("thumbnails/bear.gif", 5));
    GenericKubernetesResource ours = workflow();
    deletePodsAndWorkflows();
    ObjectNode copy = client.getKubernetesSerialization().convertValue(ours, ObjectNode.class);
    copy.remove("status");
    ObjectNode metadata = copy.putObject("metadata");
    metadata.put("name", "by-hand").put("namespace", namespace);
    ObjectNode image = JSON.createObjectNode();
    image.put("directory", directory).put("imageName", name).put("dimensions", "1x1");
    ((ObjectNode) copy.at("/spec/arguments/parameters/0"))
        .put("value", JSON.createArrayNode().add(image).toString());
    client.raw("/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows", "POST", copy);
  }

  private void deletePodsAndWorkflows() {
    route.resources().delete();
    await()
        .atMost(SOON)
        .until(
            () -> {
              client.pods().inNamespace(namespace).withGracePeriod(0).delete();
              return client.pods().inNamespace(namespace).list().getItems().isEmpty();
            });
  }

  private GenericKubernetesResource workflow() {
    return route.resources().list().getItems().get(0);
  }

  private String phase() {
    Object phase = workflow().get("status", "phase");
    return phase == null ? "" : phase.toString();
  }

  /** That of the Workflow that there is; the controller may still make one of a removed one. */
  private Pod awaitPod() {
    String name = workflow().getMetadata().getName();
    return await("a Pod of Workflow " + name + " in phase " + phase())
        .atMost(SOON)
        .until(() -> podsOf(name), pods -> !pods.isEmpty())
        .get(0);
  }

  private List<Pod> podsOf(String workflow) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("workflows.argoproj.io/workflow", workflow)
        .list()
        .getItems();
  }

  private static Container main(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .filter(c -> c.getName().equals("main"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> environment(Pod pod) {
    Map<String, String> values = new HashMap<>();
    main(pod).getEnv().forEach((EnvVar e) -> values.put(e.getName(), e.getValue()));
    return values;
  }

  private static JsonNode template(Pod pod) throws Exception {
    EnvVar template =
        pod.getSpec().getInitContainers().stream()
            .flatMap(container -> container.getEnv().stream())
            .filter(e -> e.getName().equals("ARGO_TEMPLATE"))
            .findFirst()
            .orElseThrow();
    return JSON.readTree(template.getValue());
  }

  /** As the kubelet expands a value: $$ is $, and no other variable may be meant. */
  private static String expand(String value) {
    assertThat(value.replace("$$", "")).doesNotContain("$");
    return value.replace("$$", "$");
  }
}
