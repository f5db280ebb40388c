package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.servers.KubernetesApi;
import io.drover.servers.Minio;
import io.drover.servers.Ports;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads into a real MinIO become Workflows in a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "minio"})
class MinioUploadIT {
  private static final String TOKEN = "a-token&100%+odd=x";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesApi kubernetes;
  private final Settled settled = new Settled();
  @TempDir private Path store;
  private KubernetesClient client;
  private String namespace;
  private Minio minio;
  private S3Client s3;
  private Application application;

  MinioUploadIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeEach
  void start() {
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
    int port = Ports.free();
    minio = new Minio("http://127.0.0.1:" + port + "/acme", TOKEN);
    minio.makeBucket("acme");
    s3 = minio.client();
    application =
        new Application(List.of(RouteFile.bundled("thumbnails")), kubernetes.newClient())
            .property("drover.store", store.toString())
            .property("drover.thumbnails.namespace", namespace + "-flow")
            .property("camel.kamelet.webhook-bucket-source.port", String.valueOf(port))
            .property("camel.kamelet.webhook-bucket-source.token", TOKEN)
            .listener(settled);
    application.start();
  }

  @AfterEach
  void stop() {
    application.close();
    s3.close();
    minio.close();
    client.close();
  }

  @Test
  void aGifAndAPngBecomeOneWorkflowEachAndATextNone() throws InterruptedException {
    makeNamespace();
    upload("thumbnails/bear.gif", "image/gif");
    upload("thumbnails/deep/bear.png", "image/png");
    upload("thumbnails/notes.txt", "text/plain");
    upload("elsewhere/bear.gif", "image/gif");
    assertThat(settled.await(s -> "elsewhere/bear.gif".equals(s.event().subject()), SOON))
        .hasValueSatisfying(s -> assertThat(s.outcome()).isEqualTo(Outcome.FILTERED));
    assertThat(arguments())
        .hasSize(2)
        .anySatisfy(a -> assertThat(a).contains("\"imageName\":\"bear.gif\""))
        .anySatisfy(
            a -> assertThat(a).contains("\"directory\":\"thumbnails/deep\"", "\"bear.png\""));
  }

  @Test
  void oddNamesArriveAsTheyWereGiven() {
    makeNamespace();
    List<String> names =
        List.of("My Bear+1 100% \u00e9.gif", "it's $(x) `y`.gif", "-a@b.gif", "%2F.gif");
    names.forEach(name -> upload("thumbnails/" + name, "image/gif"));
    await().atMost(SOON).until(() -> arguments().size() == names.size());
    assertThat(arguments())
        .allMatch(a -> names.stream().anyMatch(n -> a.contains("\"imageName\":\"" + n + "\"")));
  }

  @Test
  void anUploadWaitsInMinioUntilItsWorkflowCanBeMade() throws InterruptedException {
    upload("thumbnails/bear.gif", "image/gif");
    assertThat(settled.await(s -> s.outcome() == Outcome.RETRY, SOON)).isPresent();
    makeNamespace();
    assertThat(settled.await(s -> s.outcome() == Outcome.DONE, SOON)).isPresent();
    assertThat(arguments()).hasSize(1);
  }

  private void makeNamespace() {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace + "-flow")
                .endMetadata()
                .build())
        .create();
  }

  private void upload(String key, String contentType) {
    s3.putObject(
        b -> b.bucket("acme").key(key).contentType(contentType),
        RequestBody.fromString("the bytes of " + key));
  }

  private List<String> arguments() {
    return client
        .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
        .inNamespace(namespace + "-flow")
        .list()
        .getItems()
        .stream()
        .map(w -> w.<Object>get("spec", "arguments", "parameters", 0, "value").toString())
        .toList();
  }
}
