package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By the API server's own counter: where all is right, nothing is written. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class AtRestIT {
  private static final int SERVICES = 200;
  private static final String OURS = "drover.io/drover";
  private static final Pattern WRITES =
      Pattern.compile(
          "apiserver_request_total\\{(?=[^}]*resource=\"(?:services|ingresses|events)\")"
              + "(?=[^}]*verb=\"(?:POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\")([^}]*)} (\\S+)");

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
        .until(
            () ->
                ingresses() == SERVICES
                    && settled("created Ingress") == SERVICES
                    && told() == SERVICES);
    Map<String, Double> atRest = writes();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> growthSince(atRest).isEmpty());

    route.stop();
    route.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> settled("nothing to change") >= SERVICES);
    assertThat(growthSince(atRest)).isEmpty();
    assertThat(told()).isEqualTo(SERVICES);

    route.services("svc-0").edit(s -> service(0, 81)); // a PATCH of ours, an apply of Drover's
    await().until(() -> settled("updated Ingress") == 1 && told() == SERVICES + 1);
    Map<String, Double> expected = new TreeMap<>(atRest);
    expected.merge("POST events", 1.0, Double::sum);
    assertThat(growthSince(expected))
        .isEqualTo(Map.of("PATCH services", 1.0, "APPLY ingresses", 1.0));
  }

  private Service service(int number, int port) {
    String host = "h" + number + ".example";
    return route.service("svc-" + number, port, Map.of("autodeploy-ingress-host", host));
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

  /** Requests that write, by verb and resource. */
  private Map<String, Double> writes() {
    Map<String, Double> writes = new TreeMap<>();
    Matcher samples = WRITES.matcher(route.client().raw("/metrics"));
    while (samples.find()) {
      String what = label(samples.group(1), "verb") + " " + label(samples.group(1), "resource");
      writes.merge(what, Double.valueOf(samples.group(2)), Double::sum);
    }
    assertThat(writes).isNotEmpty();
    return writes;
  }

  private static String label(String labels, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(labels);
    return matcher.find() ? matcher.group(1) : "";
  }

  /**
   * The growth since then, but for Events of the API server itself, which writes some about
   * addresses of Services that it has just given out.
   */
  private Map<String, Double> growthSince(Map<String, Double> before) {
    Map<String, Double> growth = new TreeMap<>();
    writes().forEach((what, count) -> growth.put(what, count - before.getOrDefault(what, 0.0)));
    growth.values().removeIf(count -> count == 0);
    List<String> writers = writersOfEvents();
    writers.removeIf(OURS::equals);
    growth.keySet().removeIf(what -> what.endsWith(" events") && !writers.isEmpty());
    return growth;
  }

  /** How many Events of Drover there are. */
  private long told() {
    return writersOfEvents().stream().filter(OURS::equals).count();
  }

  private List<String> writersOfEvents() {
    return route
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(route.namespace())
        .list()
        .getItems()
        .stream()
        .map(event -> String.valueOf(event.getReportingController()))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
