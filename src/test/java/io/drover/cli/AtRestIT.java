package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By the API server's own counter: where all is right, nothing is written. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class AtRestIT {
  private static final int SERVICES = 200;
  private static final Pattern WRITES =
      Pattern.compile(
          "apiserver_request_total\\{(?=[^}]*resource=\"(?:services|ingresses|events)\")"
              + "(?=[^}]*verb=\"(?:POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\")[^}]*} (\\S+)");

  private final IngressRoute route;

  AtRestIT(KubernetesApi kubernetes) {
    route = new IngressRoute(TestClusters.real(kubernetes));
  }

  @AfterEach
  void stop() {
    route.close();
  }

  @Test
  void twoHundredRightIngressesNeedNoWriteAtRestAndAfterARestart() throws InterruptedException {
    IntStream.range(0, SERVICES).forEach(i -> route.client().resource(service(i, 80)).create());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ingresses() == SERVICES && settled("created Ingress") == SERVICES);
    double atRest = writes();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> writes() == atRest);

    route.stop();
    route.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> settled("nothing to change") >= SERVICES);
    assertThat(writes()).isEqualTo(atRest);

    route.services("svc-0").edit(s -> service(0, 81)); // a PATCH of ours, an apply of Drover's
    await().until(() -> settled("updated Ingress") == 1);
    assertThat(writes()).isEqualTo(atRest + 2);
  }

  private Service service(int number, int port) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("svc-" + number)
        .withNamespace(route.namespace())
        .addToAnnotations("autodeploy-ingress-host", "h" + number + ".example")
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withPort(port)
        .endPort()
        .endSpec()
        .build();
  }

  private int ingresses() {
    return route
        .client()
        .network()
        .v1()
        .ingresses()
        .inNamespace(route.namespace())
        .list()
        .getItems()
        .size();
  }

  private long settled(String reason) {
    return route.settled().all().stream().filter(s -> s.reason().startsWith(reason)).count();
  }

  private double writes() {
    Matcher samples = WRITES.matcher(route.client().raw("/metrics"));
    List<Double> values = samples.results().map(sample -> Double.valueOf(sample.group(1))).toList();
    assertThat(values).isNotEmpty();
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
