package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watches of a route when the API server goes and comes back. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WatchOutageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final KubernetesApi kubernetes;
  private final IngressRoute route;

  WatchOutageIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    route = new IngressRoute(TestClusters.real(kubernetes));
  }

  @AfterEach
  void stop() {
    route.close();
  }

  private Service service(String name, int port) {
    return route.service(name, port, Map.of("autodeploy-ingress-host", name + ".example.com"));
  }

  private int port(String service) {
    var ingress = route.ingresses(service + "-ing").get();
    return ingress == null
        ? 0
        : ingress
            .getSpec()
            .getRules()
            .get(0)
            .getHttp()
            .getPaths()
            .get(0)
            .getBackend()
            .getService()
            .getPort()
            .getNumber();
  }

  @Test
  void afterAnOutageOfTheApiServerAllIsRightAgain() {
    route.client().resource(service("stays", 80)).create();
    route.client().resource(service("goes", 80)).create();
    route.client().resource(service("changes", 80)).create();
    await().atMost(SOON).until(() -> port("stays") + port("goes") + port("changes") == 240);

    kubernetes.restartApiServer();
    route.client().resource(service("comes", 80)).create();
    route.services("goes").delete();
    route.services("changes").edit(s -> service("changes", 81));
    route.ingresses("stays-ing").delete();

    await().atMost(SOON).until(() -> port("comes") == 80 && port("changes") == 81);
    await().atMost(SOON).until(() -> port("stays") == 80 && port("goes") == 0);
    assertThat(route.settled().all()).noneMatch(s -> s.outcome().word().equals("dead"));
  }
}
