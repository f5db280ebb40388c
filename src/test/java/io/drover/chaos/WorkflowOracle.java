package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
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

  /**
   * A Workflow that was created.
   *
   * @param time in whole seconds
   */
  record Creation(ObjectVersion version, Instant time) {}

  /** The version that each Workflow was made for, by the Workflow's uid. */
  Map<String, ObjectVersion> created() throws IOException {
    Map<String, ObjectVersion> versions = new HashMap<>();
    all().forEach((uid, creation) -> versions.put(uid, creation.version()));
    return versions;
  }

  Collection<Creation> creations() throws IOException {
    return all().values();
  }

  private Map<String, Creation> all() throws IOException {
    Map<String, Creation> created = new HashMap<>();
    kubernetes.createdWorkflows(namespace).forEach(w -> add(created, w));
    listed().path("items").forEach(w -> add(created, w));
    return created;
  }

  private JsonNode listed() throws IOException {
    return new ObjectMapper()
        .readTree(client.raw("/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows"));
  }

  private static void add(Map<String, Creation> created, JsonNode workflow) {
    Map<String, String> arguments = new HashMap<>();
    workflow
        .at("/spec/arguments/parameters")
        .forEach(p -> arguments.put(p.path("name").asText(), p.path("value").asText()));
    created.put(
        workflow.at("/metadata/uid").asText(),
        new Creation(
            new ObjectVersion(arguments.get("key"), arguments.get("versionId")),
            Instant.parse(workflow.at("/metadata/creationTimestamp").asText())));
  }
}
