package io.drover.cli;

import static io.drover.cli.ObjectsRoute.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of kube:reconcile do to objects of a real API server. */
@RequiresServers({"etcd", "kube-apiserver"})
class ReconcileOptionsIT {
  private static final Pattern APPLIES =
      Pattern.compile(
          "apiserver_request_total\\{(?=[^}]*resource=\"configmaps\")"
              + "(?=[^}]*verb=\"APPLY\")[^}]*} (\\S+)");

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;
  private ObjectsRoute route;

  ReconcileOptionsIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeEach
  void prepare() {
    String kinds = ", rbac.authorization.k8s.io/v1/ClusterRole";
    route = new ObjectsRoute(TestClusters.real(kubernetes), folder, kinds);
  }

  @AfterEach
  void stop() {
    route.close();
  }

  @Test
  void withoutAdoptionAStrangersObjectIsLeftAlone() throws Exception {
    route.start();
    ConfigMap theirs = route.strangers("c", Map.of());
    Settlement settlement = route.want("web", configMap("c", "ours"));
    assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(settlement.reason()).contains("was not made by this route").contains("adopt=");
    assertThat(route.configMaps("c").get()).isEqualTo(theirs);
  }

  @Test
  void aNameThatIsTakenIsLookedAtAndNotWrittenToAgainUntilItIsFree() throws Exception {
    route.start();
    route.strangers("c", Map.of());
    long before = applies();
    route.want("web", configMap("c", "ours"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> route.settled().all().stream().anyMatch(s -> s.attempt() >= 3));
    assertThat(applies() - before).as("the first attempt").isEqualTo(1);
    route.configMaps("c").delete();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> route.configMaps("c").get(), made -> made != null);
    assertThat(route.configMaps("c").get().getData()).containsEntry("key", "ours");
  }

  /** Also those that were refused. */
  private long applies() {
    return APPLIES
        .matcher(route.client().raw("/metrics"))
        .results()
        .mapToLong(line -> Math.round(Double.parseDouble(line.group(1))))
        .sum();
  }

  @Test
  void anUnownedObjectIsAdoptedAndThenFollowsItsOwner() throws Exception {
    route.property("adopt", "unowned").start();
    String uid = route.strangers("c", Map.of()).getMetadata().getUid();
    Settlement settlement = route.want("web", configMap("c", "ours"));
    assertThat(settlement.reason()).startsWith("adopted ConfigMap");
    ConfigMap adopted = route.configMaps("c").get();
    assertThat(adopted.getMetadata().getUid()).isEqualTo(uid);
    assertThat(adopted.getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(adopted.getData()).containsEntry("key", "ours").containsEntry("other", "theirs");
    assertThat(route.want("web", configMap("c", "new")).reason()).startsWith("updated ConfigMap");
    assertThat(route.want("web").reason()).startsWith("removed ConfigMap");
  }

  @Test
  void whatAnotherDroverMadeIsNotAdopted() throws Exception {
    route.property("adopt", "unowned").start();
    route.strangers("c", Map.of("drover.io/route", "another"));
    Settlement settlement = route.want("web", configMap("c", "ours"));
    assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(settlement.reason()).contains("the route another of the Drover instance");
  }

  @Test
  void whatAControllerOwnsIsNotAdopted() throws Exception {
    route.property("adopt", "annotated").start();
    route.strangers("c", Map.of("drover.io/adopt", "true"));
    route
        .configMaps("c")
        .edit(
            c -> {
              ObjectMeta metadata = c.getMetadata();
              metadata.setOwnerReferences(
                  new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                      .addNewOwnerReference()
                      .withApiVersion("apps/v1")
                      .withKind("Deployment")
                      .withName("d")
                      .withUid("d-uid")
                      .withController(true)
                      .endOwnerReference()
                      .build()
                      .getOwnerReferences());
              return c;
            });
    Settlement settlement = route.want("web", configMap("c", "ours"));
    assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(settlement.reason()).contains("Deployment d is its controller");
  }

  @Test
  void anAnnotatedObjectIsAdoptedAndAnotherIsNot() throws Exception {
    route.property("adopt", "annotated").start();
    route.strangers("yes", Map.of("drover.io/adopt", "true"));
    route.strangers("no", Map.of());
    Settlement settlement = route.want("web", configMap("yes", "ours"), configMap("no", "ours"));
    assertThat(settlement.reason()).contains("drover.io/adopt: \"true\"");
    assertThat(route.configMaps("yes").get().getData()).containsEntry("key", "ours");
    assertThat(route.configMaps("no").get().getData()).containsEntry("key", "theirs");
  }

  @Test
  void upsertOnlyRemovesNothing() throws Exception {
    route.property("policy", "upsert-only").start();
    route.want("web", configMap("a", "1"), configMap("b", "1"));
    Settlement settlement = route.want("web", configMap("a", "2"));
    assertThat(settlement.outcome()).isEqualTo(Outcome.DONE);
    assertThat(settlement.reason())
        .isEqualTo(
            "updated ConfigMap N/a; left ConfigMap N/b (policy=upsert-only)"
                .replace("N", route.namespace()));
    assertThat(route.configMaps("b").get()).isNotNull();
  }

  @Test
  void createOnlyLeavesWhatIsThere() throws Exception {
    route.property("policy", "create-only").start();
    route.want("web", configMap("a", "1"), configMap("b", "1"));
    Settlement settlement = route.want("web", configMap("a", "2"), configMap("c", "1"));
    assertThat(settlement.reason())
        .startsWith("created ConfigMap")
        .contains("left ConfigMap " + route.namespace() + "/a, left ConfigMap")
        .endsWith("(policy=create-only)");
    assertThat(route.configMaps("a").get().getData()).containsEntry("key", "1");
    assertThat(route.configMaps("b").get()).isNotNull();
  }

  @Test
  void aPausedOwnerIsHandledOnceItIsNotPausedAnyMore() throws Exception {
    route.start();
    String wanted = "[" + configMap("a", "1") + "]";
    Settlement paused =
        route.outcomeOf("web", Map.of("objects", wanted, "drover.io/paused", "true"));
    assertThat(paused.outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(paused.reason()).startsWith("paused");
    assertThat(route.configMaps("a").get()).isNull();
    assertThat(route.want("web", configMap("a", "1")).reason()).startsWith("created");
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsDead() throws Exception {
    route.start();
    Settlement settlement =
        route.want(
            "web",
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"i"},"spec":{"rulez":[]}}""");
    assertThat(settlement.outcome()).isEqualTo(Outcome.DEAD);
    assertThat(settlement.reason()).contains(".spec.rulez: field not declared in schema");
  }

  @Test
  void objectsElsewhereFollowTheirOwner() throws Exception {
    String other = KubernetesApi.newNamespace(route.client());
    route.property("ownsNamespaces", other).start();
    String role = "role-" + other;
    String elsewhere =
        configMap("c", "1").replace("\"c\"", "\"c\",\"namespace\":\"" + other + "\"");
    Settlement made =
        route.want(
            "web",
            configMap("here", "1"),
            elsewhere,
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"%s"},"rules":[]}"""
                .formatted(role));
    assertThat(made.reason())
        .contains("created ConfigMap " + route.namespace() + "/here")
        .contains("created ConfigMap " + other + "/c")
        .contains("created ClusterRole " + role);
    route.client().configMaps().inNamespace(other).withName("c").delete();
    await().until(() -> route.client().configMaps().inNamespace(other).withName("c").get() != null);
    route.stop();
    route.client().services().inNamespace(route.namespace()).withName("web").delete();
    route.start();
    await()
        .until(
            () ->
                route.client().configMaps().inNamespace(other).withName("c").get() == null
                    && route.client().rbac().clusterRoles().withName(role).get() == null
                    && route.configMaps("here").get() == null);
  }

  @Test
  void aCopyOfAnObjectElsewhereIsNobodys() throws Exception {
    String other = KubernetesApi.newNamespace(route.client());
    route.property("ownsNamespaces", other).start();
    String elsewhere =
        configMap("c", "1").replace("\"c\"", "\"c\",\"namespace\":\"" + other + "\"");
    route.want("web", elsewhere);
    ConfigMap copy = route.client().configMaps().inNamespace(other).withName("c").get();
    copy.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName("copy")
            .withNamespace(other)
            .withLabels(copy.getMetadata().getLabels())
            .withAnnotations(copy.getMetadata().getAnnotations())
            .build());
    route.client().resource(copy).create();
    assertThat(route.want("web").reason()).isEqualTo("removed ConfigMap " + other + "/c");
    assertThat(route.client().configMaps().inNamespace(other).withName("copy").get()).isNotNull();
  }

  @Test
  void valuesThatComeBackOtherThanTheyWereAppliedAreAppliedOnce() throws Exception {
    route.start();
    String deployment =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","annotations":null},
         "spec":{"paused":null,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},
          "spec":{"priorityClassName":"","containers":[{"name":"c","image":"i","env":[{"name":"E","value":""}],
           "resources":{"limits":{"cpu":"1000m","memory":"1024Mi"}}}]}}}}""";
    assertThat(route.want("web", deployment).reason()).startsWith("created Deployment");
    Settlement again = route.want("web", deployment + "\n");
    assertThat(again.reason()).isEqualTo("nothing to change");
  }
}
