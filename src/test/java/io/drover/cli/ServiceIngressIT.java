package io.drover.cli;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;

/** On a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ServiceIngressIT extends ServiceIngressCases {
  ServiceIngressIT(KubernetesApi kubernetes) {
    super(TestClusters.real(kubernetes));
  }
}
