package io.drover.cli;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;

/** On a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ServiceTimesIT extends ServiceTimesCases {
  ServiceTimesIT(KubernetesApi kubernetes) {
    super(() -> TestClusters.real(kubernetes));
  }
}
