package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.cli.DroverProcess.Result;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upload would make in a real cluster, and that asking makes nothing. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ExplainDiffWorkflowIT {
  private static final Path ROUTES = Path.of("src/main/resources/routes");
  private static final Path ROUTE = ROUTES.resolve("thumbnails.camel.yaml");

  private final KubernetesApi kubernetes;
  private ThumbnailsRoute route;
  private DiffRun diff;
  private Path event;
  @TempDir private Path folder;

  ExplainDiffWorkflowIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeEach
  void start() throws Exception {
    route = new ThumbnailsRoute(TestClusters.real(kubernetes), folder.resolve("store"));
    diff = diff(route.namespace());
    event = Files.writeString(folder.resolve("event.json"), upload());
  }

  @AfterEach
  void stop() {
    route.close();
  }

  private static String upload() throws Exception {
    return WebhookSender.upload("thumbnails/bear.gif", 1);
  }

  private DiffRun diff(String namespace) throws Exception {
    return new DiffRun(
        kubernetes,
        route.client(),
        route.namespace(),
        "drover.thumbnails.namespace=" + namespace,
        DiffRun.rule("argoproj.io", "workflows", "create", "get"));
  }

  private Result explain(DiffRun run, Path file) throws Exception {
    return run.run(file, "--event", event.toString());
  }

  @Test
  void aWorkflowThatIsNotThereWouldBeCreated() throws Exception {
    Result result = explain(diff, ROUTE);
    assertThat(result.out())
        .contains(
            "done: would create Workflow " + route.namespace() + "/script-resize-wf-",
            "in the cluster, where nothing was changed:\n  created Workflow ");
    assertThat(result.exit()).isZero();
    assertThat(route.workflows()).isEmpty();
  }

  @Test
  void aWorkflowThatIsThereForTheEventMakesItADuplicate() throws Exception {
    route.sender().post(upload());
    String name = route.workflows().get(0).at("/metadata/name").asText();
    Result result = explain(diff, ROUTE);
    assertThat(result.out())
        .contains(
            "duplicate: Workflow " + route.namespace() + "/" + name + " was there",
            "  unchanged Workflow " + route.namespace() + "/" + name);
    assertThat(result.exit()).isZero();
  }

  @Test
  void aWorkflowOfThatNameForSomethingElseIsRefused() throws Exception {
    route.sender().post(upload());
    route
        .resources()
        .withName(route.workflows().get(0).at("/metadata/name").asText())
        .edit(
            w -> {
              w.getMetadata().getAnnotations().put("drover.io/event-id", "another");
              return w;
            });
    Result result = explain(diff, ROUTE);
    assertThat(result.out()).contains("dead: submitting Workflow", "made for something else");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aFieldThatWorkflowsDoNotHaveIsRefused() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("routes"));
    for (String name : new String[] {"camel.yaml", "lua", "workflow.yaml"}) {
      String text = Files.readString(ROUTES.resolve("thumbnails." + name));
      Files.writeString(
          copy.resolve("thumbnails." + name), text.replace("entrypoint:", "entrypoimt:"));
    }
    Result result = explain(diff, copy.resolve("thumbnails.camel.yaml"));
    assertThat(result.out()).contains("dead: ", "strict decoding error", "entrypoimt");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aNamespaceThatIsNotThereIsNamed() throws Exception {
    Result result = explain(everywhere("nowhere"), ROUTE);
    assertThat(result.out()).contains("retry: namespaces \"nowhere\" not found");
    assertThat(result.exit()).isEqualTo(1);
  }

  /** An administrator's, since no Role can be bound in a namespace that is not there. */
  private DiffRun everywhere(String namespace) throws Exception {
    return DiffRun.asAdministrator(
        kubernetes, route.client(), route.namespace(), "drover.thumbnails.namespace=" + namespace);
  }

  @Test
  void withoutTheRightToCreateItSaysSo() throws Exception {
    DiffRun reader =
        new DiffRun(
            kubernetes,
            route.client(),
            KubernetesApi.newNamespace(route.client()),
            "drover.thumbnails.namespace=" + route.namespace());
    Result result = explain(reader, ROUTE);
    assertThat(result.out())
        .contains("retry: our account may not create workflows.argoproj.io in namespace ");
    assertThat(result.exit()).isEqualTo(1);
  }

  private static void awaitNoWorkflows(KubernetesClient admin) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try {
                return admin.raw("/apis/argoproj.io/v1alpha1/workflows") == null;
              } catch (KubernetesClientException e) {
                return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
              }
            });
  }

  @Test
  void aClusterWithoutWorkflowsIsToldApart() throws Exception {
    try (KubernetesApi other = KubernetesApi.start(false);
        KubernetesClient admin = other.newClient()) {
      admin
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName("workflows.argoproj.io")
          .delete();
      awaitNoWorkflows(admin);
      DiffRun bare =
          DiffRun.asAdministrator(other, admin, "default", "drover.thumbnails.namespace=default");
      Result result = explain(bare, ROUTE);
      assertThat(result.out())
          .contains(
              "retry: the API server has no kind Workflow in argoproj.io/v1alpha1: install Argo"
                  + " Workflows");
      assertThat(result.exit()).isEqualTo(1);
    }
  }
}
