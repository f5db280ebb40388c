package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** Deletes Workflows as Argo does some time after they ended, only that here it is at once. */
final class Collector {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final KubernetesClient client;
  private final String workflows;

  Collector(KubernetesClient client, String namespace) {
    this.client = client;
    this.workflows = "/apis/argoproj.io/v1alpha1/namespaces/" + namespace + "/workflows";
  }

  /**
   * Deletes the Workflow of a notification.
   *
   * @return whether there was one; false too while the API server is away
   */
  boolean collect(Request notification) throws IOException {
    String version =
        JSON.readTree(notification.body()).at("/Records/0/s3/object/versionId").asText();
    try {
      for (JsonNode workflow : JSON.readTree(client.raw(workflows)).path("items")) {
        if (workflow.at("/spec/arguments/parameters").toString().contains('"' + version + '"')) {
          client.raw(workflows + "/" + workflow.at("/metadata/name").asText(), "DELETE", null);
          return true;
        }
      }
    } catch (KubernetesClientException e) {
      return false;
    }
    return false;
  }
}
