package io.drover.cli;

import io.drover.Drover;
import io.drover.demo.EmbeddedKubernetes;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.UUID;
import java.util.function.Supplier;

/** The API servers that cases run on. */
final class TestClusters {
  private TestClusters() {}

  /** One of them, as cases see it. */
  interface Cluster extends AutoCloseable {
    /** To be closed by the caller. */
    KubernetesClient newClient();

    /** A namespace that no other case uses. */
    String newNamespace();

    @Override
    void close();
  }

  static Cluster embedded() {
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
    return new Cluster() {
      @Override
      public KubernetesClient newClient() {
        return Drover.kubernetesClient(kubernetes.config());
      }

      @Override
      public String newNamespace() {
        return "test-" + UUID.randomUUID();
      }

      @Override
      public void close() {
        kubernetes.close();
      }
    };
  }

  /** The same one, with clients of another user. */
  static Cluster as(Cluster cluster, Supplier<KubernetesClient> clients) {
    return new Cluster() {
      @Override
      public KubernetesClient newClient() {
        return clients.get();
      }

      @Override
      public String newNamespace() {
        return cluster.newNamespace();
      }

      @Override
      public void close() {
        cluster.close();
      }
    };
  }

  static Cluster real(KubernetesApi kubernetes) {
    return new Cluster() {
      @Override
      public KubernetesClient newClient() {
        return kubernetes.newClient();
      }

      @Override
      public String newNamespace() {
        try (KubernetesClient client = newClient()) {
          return KubernetesApi.newNamespace(client);
        }
      }

      @Override
      public void close() {
        // ends with the tests
      }
    };
  }
}
