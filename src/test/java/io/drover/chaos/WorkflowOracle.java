package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the API server says was created: by its audit log, which also has what was deleted since,
 * and by its list, which also has what was created as the server was killed, before it wrote that.
 */
final class WorkflowOracle {
  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;

  WorkflowOracle(KubernetesApi kubernetes, KubernetesClient client, String namespace) {
    this.kubernetes = kubernetes;
    this.client = client;
    this.namespace = namespace;
  }

  /** The version that each Workflow was made for, by the Workflow's uid. */
  Map<String, ObjectVersion> created() throws IOException {
    Map<String, ObjectVersion> created = new HashMap<>();
    kubernetes.createdWorkflows(namespace).forEach(w -> add(created, w));
    listed().path("items").forEach(w -> add(created, w));
    return created;
  }

  private JsonNode listed() throws IOException {
    return new ObjectMapper()
        .readTree(client.raw("/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows"));
  }

  private static void add(Map<String, ObjectVersion> created, JsonNode workflow) {
    Map<String, String> arguments = new HashMap<>();
    workflow
        .at("/spec/arguments/parameters")
        .forEach(p -> arguments.put(p.path("name").asText(), p.path("value").asText()));
    created.put(
        workflow.at("/metadata/uid").asText(),
        new ObjectVersion(arguments.get("key"), arguments.get("versionId")));
  }
}
