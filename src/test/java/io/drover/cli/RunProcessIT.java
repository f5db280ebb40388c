package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.KubernetesApi;
import io.drover.servers.Ports;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover run --bundled} as a process on a real API server, with a properties file. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class RunProcessIT {
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  RunProcessIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void itRunsUntilItIsToldToStop() throws Exception {
    try (KubernetesClient client = kubernetes.newClient()) {
      String namespace = KubernetesApi.newNamespace(client);
      int port = Ports.free();
      Files.writeString(
          folder.resolve("application.properties"),
          """
          drover.thumbnails.namespace=%s
          drover.service-ingress.namespace=%s
          camel.kamelet.webhook-bucket-source.port=%d
          camel.kamelet.webhook-bucket-source.token=s3cret-token
          """
              .formatted(namespace, namespace, port));
      ProcessBuilder builder = DroverProcess.command(folder, "run", "--bundled");
      builder.environment().put("KUBECONFIG", kubernetes.kubeconfig().toString());
      builder.environment().put("NAMESPACE", "must-not-count");
      builder.environment().put("PREFIX", "must-not-count");
      builder.environment().put("TOKEN", "must-not-count");
      Path log = folder.resolve("log");
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try {
        WebhookSender sender =
            new WebhookSender(URI.create("http://127.0.0.1:" + port + "/acme"), "s3cret-token");
        String upload = WebhookSender.upload("thumbnails/bear.gif", 1);
        HttpResponse<String> answer =
            await()
                .atMost(Duration.ofSeconds(30))
                .ignoreException(ConnectException.class)
                .until(() -> sender.post(upload), a -> true);
        assertThat(answer.body()).isEqualTo("{\"outcome\":\"done\"}");
        assertThat(
                client
                    .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
                    .inNamespace(namespace)
                    .list()
                    .getItems())
            .hasSize(1);
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(log))
            .contains("drover runs 2 routes: service-ingress, thumbnails")
            .contains("done: created Workflow " + namespace + "/script-resize-wf-")
            .doesNotContain("s3cret-token", "Exception");
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
