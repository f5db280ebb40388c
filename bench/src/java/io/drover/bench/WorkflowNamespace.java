package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A namespace of its own for all Workflows of a run. */
final class WorkflowNamespace {
  private final KubernetesClient client;
  private final String name;
  private final String path;

  WorkflowNamespace(KubernetesClient client) {
    this.client = client;
    name = KubernetesApi.newNamespace(client);
    path = "/apis/argoproj.io/v1alpha1/namespaces/" + name + "/workflows";
  }

  String name() {
    return name;
  }

  int count() throws IOException {
    String answer = client.raw(path + "?limit=1");
    JsonNode list = client.getKubernetesSerialization().unmarshal(answer, JsonNode.class);
    return list.path("items").size() + list.at("/metadata/remainingItemCount").asInt();
  }

  /** Of the events whose pictures are in the Workflows, the numbers, once for each Workflow. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    String next = "";
    do {
      String answer = client.raw(path + "?limit=500&continue=" + next);
      JsonNode list = client.getKubernetesSerialization().unmarshal(answer, JsonNode.class);
      for (JsonNode workflow : list.path("items")) {
        String images = workflow.at("/spec/arguments/parameters/0/value").asText();
        numbers.add(Notifications.number(images));
      }
      next = list.at("/metadata/continue").asText();
    } while (!next.isEmpty());
    return numbers;
  }

  /** Removes all Workflows. */
  void clear() throws IOException {
    while (count() > 0) {
      client.raw(path, "DELETE", null);
    }
  }
}
