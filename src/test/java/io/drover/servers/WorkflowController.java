package io.drover.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real controller of Argo Workflows, for one namespace. No kubelet runs, so that the Pods which
 * it makes stay as they are.
 */
public final class WorkflowController implements AutoCloseable {
  private final ServerProcess process;

  public WorkflowController(KubernetesApi kubernetes, String namespace) {
    try (KubernetesClient client = kubernetes.newClient()) {
      installKinds(client);
      client
          .configMaps()
          .inNamespace(namespace)
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("workflow-controller-configmap")
                  .endMetadata()
                  .build())
          .create();
      Path folder = Files.createTempDirectory("drover-argo");
      process =
          ServerProcess.start(
              "argo-workflows",
              folder,
              Map.of("LEADER_ELECTION_DISABLE", "true"),
              "--kubeconfig",
              kubernetes.kubeconfig().toString(),
              "--namespaced",
              "--managed-namespace",
              namespace,
              "--namespace",
              namespace);
    } catch (IOException e) {
      throw new IllegalStateException("starting the Workflow controller", e);
    }
  }

  /** Those that the API server does not have yet; their schemas do not matter here. */
  private static void installKinds(KubernetesClient client) throws IOException {
    Path folder = Binaries.folder("argo-workflows").resolve("crds/minimal");
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(f -> f.getFileName().toString().startsWith("argoproj")).toList();
    }
    for (Path file : files) {
      JsonNode definition = new YAMLMapper().readTree(file.toFile());
      try {
        client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "POST", definition);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
