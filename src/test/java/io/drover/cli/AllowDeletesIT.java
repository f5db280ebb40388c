package io.drover.cli;

import static io.drover.cli.ObjectsRoute.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mass removals are held until a person agrees. */
@RequiresServers({"etcd", "kube-apiserver"})
class AllowDeletesIT {
  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  AllowDeletesIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void removalsAreHeldUntilTheyAreAllowed() throws Exception {
    try (ObjectsRoute route = new ObjectsRoute(TestClusters.real(kubernetes), folder, "").start()) {
      String[] all =
          IntStream.range(0, 12).mapToObj(i -> configMap("c" + i, "1")).toArray(String[]::new);
      assertThat(route.want("web", all).outcome()).isEqualTo(Outcome.DONE);
      Settlement held = route.want("web");
      assertThat(held.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(held.reason())
          .contains("the guard against mass removal")
          .contains("drover allow-deletes objects");
      assertThat(route.configMaps("c0").get()).isNotNull();
      await()
          .until(
              () ->
                  !route
                      .client()
                      .events()
                      .v1()
                      .events()
                      .inNamespace(route.namespace())
                      .list()
                      .getItems()
                      .isEmpty());
      String store = folder.resolve("store").toString();
      assertThat(Main.run("allow-deletes", "none", "--wait", "1", "--store", store)).isEqualTo(1);
      assertThat(Main.run("allow-deletes", "objects", "--store", store)).isZero();
      await().until(() -> route.configMaps("c0").get() == null);
      await().until(() -> route.configMaps("c11").get() == null);
    }
  }
}
