package io.drover.cli;

import static io.drover.cli.ObjectsRoute.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drover.Drover;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a real API server's readers of a watched object are told. */
@RequiresServers({"etcd", "kube-apiserver"})
class OwnerEventsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;
  private ObjectsRoute route;

  OwnerEventsIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeEach
  void prepare() {
    route = new ObjectsRoute(TestClusters.real(kubernetes), folder, "");
  }

  @AfterEach
  void stop() {
    route.close();
  }

  private List<Event> events() {
    return route
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(route.namespace())
        .list()
        .getItems()
        .stream()
        .filter(e -> "drover.io/drover".equals(e.getReportingController()))
        .toList();
  }

  private Event event(String reason) {
    return await()
        .atMost(SOON)
        .until(
            () -> events().stream().filter(e -> e.getReason().equals(reason)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void whatWasDoneIsSaidOnTheOwner() throws Exception {
    route.property("adopt", "unowned").start();
    route.strangers("theirs", Map.of());
    route.want("web", configMap("a", "1"), configMap("b", "1"));
    Event created = event("Created");
    String n = route.namespace();
    assertThat(created)
        .extracting(Event::getType, Event::getAction, Event::getReportingInstance, Event::getNote)
        .containsExactly(
            "Normal",
            "Reconcile",
            "objects",
            "Created ConfigMap N/a, ConfigMap N/b".replace("N", n));
    assertThat(created.getRegarding())
        .extracting("kind", "name", "namespace")
        .containsExactly("Service", "web", n);
    route.want("web", configMap("a", "2"), configMap("theirs", "1"));
    assertThat(event("Updated").getNote()).isEqualTo("Updated ConfigMap " + n + "/a");
    assertThat(event("Adopted").getNote()).isEqualTo("Adopted ConfigMap " + n + "/theirs");
    assertThat(event("Removed").getNote()).isEqualTo("Removed ConfigMap " + n + "/b");
    route.want("other");
    route.stop();
    assertThat(events()).hasSize(4);
    route.start();
    route.want("another"); // after all others were gone over
    route.stop();
    assertThat(events()).hasSize(4);
  }

  @Test
  void aMistakeIsAWarningWithTheRemedyOnce() throws Exception {
    route.start();
    route.strangers("c", Map.of());
    assertThat(route.want("web", configMap("c", "ours")).outcome()).isEqualTo(Outcome.RETRY);
    assertThat(event("Mistake").getNote()).contains("adopt=unowned");
    route.want("web", configMap("c", "ours"), configMap("d", "ours"));
    route.stop();
    assertThat(events())
        .extracting(Event::getType, Event::getReason)
        .containsExactlyInAnyOrder(tuple("Warning", "Mistake"), tuple("Normal", "Created"));
  }

  @Test
  void withWarningsAloneWhatWasDoneIsNotSaid() throws Exception {
    route.property("events", "warnings").start();
    route.want("web", configMap("a", "1"));
    route.outcomeOf("web", Map.of("objects", "no JSON"));
    assertThat(event("Mistake").getType()).isEqualTo("Warning");
    route.stop();
    assertThat(events()).hasSize(1);
  }

  @Test
  void anOwnerThatIsGoneIsToldNothing() throws Exception {
    route.start();
    route.want("web", configMap("a", "1"));
    event("Created");
    route.client().services().inNamespace(route.namespace()).withName("web").delete();
    await().atMost(SOON).until(() -> route.configMaps("a").get() == null);
    route.stop();
    assertThat(events()).hasSize(1);
  }

  @Test
  void withoutTheRightToWriteThemTheRouteWorksAllTheSame() {
    String namespace = route.namespace();
    Account account = Account.of(route.client(), namespace);
    account.grant("services", "list", "watch");
    account.grant("configmaps", "get", "list", "watch", "create", "patch", "delete");
    Logger logger = (Logger) LoggerFactory.getLogger("io.drover.kube.EventWriter");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Level level = logger.getLevel();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
    KubernetesClient client = Drover.kubernetesClient(kubernetes.config(account.token()));
    try (WatchRoute watched =
        new WatchRoute(
            client, namespace, "apiVersion: v1", "kind: Service", "namespace: " + namespace)) {
      route.client().resource(route.service("web", Map.of())).create();
      watched.awaitMade(route.client(), "web");
      await().atMost(SOON).until(() -> !log.list.isEmpty());
      route.client().resource(route.service("other", Map.of())).create();
      watched.awaitMade(route.client(), "web", "other");
      assertThat(watched.troubles()).isEqualTo("[]");
    } finally {
      logger.detachAppender(log);
      logger.setLevel(level);
    }
    assertThat(events()).isEmpty();
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getFormattedMessage())
                    .contains(
                        "may not create events.events.k8s.io in namespace "
                            + namespace
                            + ": grant it that right"));
  }
}
