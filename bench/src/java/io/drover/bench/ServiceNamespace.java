package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** A namespace of its own for annotated Services and their Ingresses. */
final class ServiceNamespace {
  private static final String HOST = "autodeploy-ingress-host";
  private static final int SECONDS = 900;
  private final KubernetesClient client;
  private final String name;
  private final String ingresses;

  ServiceNamespace(KubernetesClient client) {
    this.client = client;
    name = KubernetesApi.newNamespace(client);
    ingresses = "/apis/networking.k8s.io/v1/namespaces/" + name + "/ingresses";
  }

  KubernetesClient client() {
    return client;
  }

  String name() {
    return name;
  }

  static String service(int number) {
    return "web-" + number;
  }

  static String ingress(int number) {
    return service(number) + "-ing";
  }

  /** Makes Services, each with a host of its own, numbered from the first one on. */
  void create(int first, int services, int connections) throws Exception {
    Load.Work create = number -> client.resource(made(number)).create();
    Load.loaded(Load.shared(create, connections), first, services, SECONDS);
  }

  private Service made(int number) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(service(number))
        .withNamespace(name)
        .addToAnnotations(HOST, service(number) + ".example.com")
        .endMetadata()
        .withNewSpec()
        .withClusterIP("None") // addresses are of no use here, and there are not enough
        .addNewPort()
        .withName("http")
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  /** Gives a Service another host. */
  void edit(int number, String host) {
    String patch = "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(HOST, host);
    client
        .services()
        .inNamespace(name)
        .withName(service(number))
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  int ingresses() {
    String answer = client.raw(ingresses + "?limit=1");
    JsonNode list = client.getKubernetesSerialization().unmarshal(answer, JsonNode.class);
    return list.path("items").size() + list.at("/metadata/remainingItemCount").asInt();
  }

  /** Removes all Ingresses. */
  void removeIngresses() {
    while (ingresses() > 0) {
      client.raw(ingresses, "DELETE", null);
    }
  }
}
