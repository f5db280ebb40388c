package io.drover.cli;

import io.drover.Drover;
import io.drover.demo.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the embedded API. */
class ServiceIngressTest extends ServiceIngressCases {
  private static EmbeddedKubernetes kubernetes;
  private static int namespaces;

  @BeforeAll
  static void startKubernetes() {
    kubernetes = EmbeddedKubernetes.start();
  }

  @AfterAll
  static void stopKubernetes() {
    kubernetes.close();
  }

  @Override
  KubernetesClient newClient() {
    return Drover.kubernetesClient(kubernetes.config());
  }

  @Override
  String newNamespace(KubernetesClient client) {
    return "test-" + ++namespaces;
  }
}
