package io.drover.cli;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.client.KubernetesClient;

/** On a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ServiceIngressIT extends ServiceIngressCases {
  private final KubernetesApi kubernetes;

  ServiceIngressIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Override
  KubernetesClient newClient() {
    return kubernetes.newClient();
  }

  @Override
  String newNamespace(KubernetesClient client) {
    return KubernetesApi.newNamespace(client);
  }
}
