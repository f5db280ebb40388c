package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of one Drover, each with an account of its own, so that the audit log tells. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class LeaderElectionIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  private final KubernetesApi kubernetes;
  private final KubernetesClient admin;
  private final String namespace;
  @TempDir private Path folder;
  private RunningDrover first;
  private RunningDrover second;

  LeaderElectionIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    admin = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(admin);
  }

  @BeforeEach
  void startTwo() throws IOException {
    first = start("first");
    await().atMost(SOON).until(() -> leads(first));
    second = start("second");
    second.awaitReady(200);
    await().atMost(SOON).until(() -> second.get("/observe/health").body().contains("first_"));
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    admin.close();
  }

  private RunningDrover start(String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        Files.createDirectories(own.resolve("routes")).resolve("names.camel.yaml"),
        """
        - route:
            id: names
            from:
              uri: kamelet:kube-watch-source
              parameters:
                apiVersion: v1
                kind: Service
                namespace: %s
                annotation: wait
                owns: v1/ConfigMap
              steps:
                - delay:
                    id: wait
                    expression:
                      jq: {expression: ".body.metadata.annotations.wait", resultType: long}
                - transform:
                    id: config-maps
                    expression:
                      jq:
                        expression: >-
                          if .type == "DELETE" then [] else [{apiVersion: "v1", kind: "ConfigMap",
                            metadata: {name: .body.metadata.name}, data: {by: "%s"}}] end
                - to:
                    id: reconcile
                    uri: kamelet:kube-reconcile-sink
        """
            .formatted(namespace, name));
    return RunningDrover.start(
        own,
        kubernetes.kubeconfig(token(name)),
        """
        drover.leader-election=true
        drover.leader-election.namespace=%s
        drover.leader-election.identity=%s
        drover.leader-election.lease-seconds=%d
        drover.leader-election.renew-deadline-seconds=2
        drover.leader-election.retry-period-seconds=1
        """
            .formatted(namespace, name, LEASE.toSeconds()),
        "run",
        "--routes",
        "routes");
  }

  /** That of an account which has the rights that are shipped. */
  private String token(String name) throws IOException {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    for (Role role : List.of(leases(), others())) {
      admin.resource(role).serverSideApply();
      admin
          .resource(
              new RoleBindingBuilder()
                  .withNewMetadata()
                  .withName(name + "-" + role.getMetadata().getName())
                  .withNamespace(namespace)
                  .endMetadata()
                  .withNewRoleRef("rbac.authorization.k8s.io", "Role", role.getMetadata().getName())
                  .addNewSubject("", "ServiceAccount", name, namespace)
                  .build())
          .create();
    }
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(name)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }

  /** The Role that is installed where there are several replicas, in the namespace of this test. */
  private Role leases() throws IOException {
    try (InputStream file = Files.newInputStream(Path.of("k8s/replicas/role-leases.yaml"))) {
      return admin.load(file).items().stream()
          .filter(Role.class::isInstance)
          .map(role -> in(new RoleBuilder((Role) role)))
          .findAny()
          .orElseThrow();
    }
  }

  private Role others() {
    return in(
        new RoleBuilder()
            .withNewMetadata()
            .withName("others")
            .endMetadata()
            .addNewRule()
            .withApiGroups("")
            .withResources("services", "configmaps")
            .withVerbs("get", "list", "watch", "create", "patch", "delete")
            .endRule()
            .addNewRule()
            .withApiGroups("events.k8s.io")
            .withResources("events")
            .withVerbs("create", "patch")
            .endRule());
  }

  private Role in(RoleBuilder role) {
    return role.editMetadata().withNamespace(namespace).endMetadata().build();
  }

  /** What the two used of the Role for the Lease. */
  private Set<String> usedOfLeases() throws IOException {
    Set<String> used = new HashSet<>(Rights.used(kubernetes.requestsOf(namespace, "first")));
    used.addAll(Rights.used(kubernetes.requestsOf(namespace, "second")));
    used.removeIf(right -> !right.contains("/leases "));
    return used;
  }

  private static boolean leads(RunningDrover drover) {
    return drover.get("/observe/metrics").body().contains("drover_leader 1.0");
  }

  private void service(String name, long waitMillis) {
    admin
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToAnnotations("wait", String.valueOf(waitMillis))
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
  }

  private String by(String name) {
    ConfigMap found = admin.configMaps().inNamespace(namespace).withName(name).get();
    return found == null ? "" : found.getData().get("by");
  }

  /** When a replica wrote something other than the Lease, by the server's clock. */
  private List<Instant> writes(String name) throws IOException {
    return kubernetes.requestsOf(namespace, name).stream()
        .filter(request -> WRITES.contains(request.get("verb").asText()))
        .filter(request -> request.at("/objectRef/resource").asText().equals("configmaps"))
        .map((JsonNode request) -> request.get("requestReceivedTimestamp").asText())
        .map(Instant::parse)
        .toList();
  }

  /** What a replica asked for and has no right to. */
  private List<String> forbidden(String name) throws IOException {
    return kubernetes.requestsOf(namespace, name).stream()
        .filter(request -> request.at("/responseStatus/code").asInt() == 403)
        .map(request -> request.get("requestURI").asText())
        .toList();
  }

  private Duration untilTheSecondWrote(Instant begin) throws IOException {
    await().atMost(SOON).until(() -> !writes("second").isEmpty());
    return Duration.between(begin, writes("second").get(0));
  }

  @Test
  void onlyTheLeaderActsAndOneThatEndsHandsOverAtOnce() throws Exception {
    service("before", 0);
    await().atMost(SOON).until(() -> by("before").equals("first"));
    assertThat(leads(second)).isFalse();
    theOneThatStandsByIsReadyAndHasNothingToDo();
    Instant end = Instant.now();
    first.terminate();
    service("after", 0);
    assertThat(untilTheSecondWrote(end)).isLessThan(Duration.ofSeconds(2));
    await().atMost(SOON).until(() -> by("after").equals("second"));
    assertThat(first.exit(SOON)).isZero();
    assertThat(usedOfLeases()).isEqualTo(Rights.granted(List.of(leases())));
    assertThat(forbidden("first")).isEmpty();
    assertThat(forbidden("second")).isEmpty();
    assertThat(first.log()).contains("leads now", "leads no more").doesNotContain("Exception");
    assertThat(second.log()).contains("leads now").doesNotContain("Exception");
  }

  private void theOneThatStandsByIsReadyAndHasNothingToDo() throws IOException {
    assertThat(check(first)).contains("\"leader\":true", "\"identity\":\"first_");
    assertThat(check(second))
        .contains("\"status\":\"UP\"", "\"leader\":false", "\"identity\":\"second_")
        .contains("\"holder\":\"first_", "\"since\":\"20");
    assertThat(second.get("/observe/metrics").body())
        .contains("drover_leader 0.0")
        .contains("drover_queue_depth{route=\"names\"} 0.0")
        .contains("drover_queue_oldest_seconds{route=\"names\"} 0.0");
  }

  /** The health check {@code leader}. */
  private static String check(RunningDrover drover) throws IOException {
    String page = drover.get("/observe/health").body();
    for (JsonNode check : new ObjectMapper().readTree(page).get("checks")) {
      if (check.get("name").asText().equals("leader")) {
        return check.toString();
      }
    }
    throw new AssertionError("no check named leader: " + page);
  }

  @Test
  void oneThatIsKilledIsFollowedWithinTheLease() throws Exception {
    Instant end = Instant.now();
    first.signal("KILL");
    service("after", 0);
    assertThat(untilTheSecondWrote(end)).isLessThan(LEASE.plusSeconds(1));
  }

  @Test
  void oneThatWasStoppedWritesNothingMoreWhenItGoesOn() throws Exception {
    service("slow", 2_000);
    await()
        .atMost(SOON)
        .until(() -> first.get("/observe/metrics").body().contains("route=\"names\"} 1.0"));
    first.signal("STOP");
    Instant stopped = Instant.now();
    await().atMost(SOON).until(() -> by("slow").equals("second"));
    first.signal("CONT");
    await()
        .atMost(SOON)
        .until(() -> first.log().contains(" names/reconcile")); // whatever came of it
    await().atMost(SOON).until(() -> first.log().contains("leads no more"));
    assertThat(writes("first")).noneMatch(stopped::isBefore);
    assertThat(first.log()).contains("retry: not written, as this Drover does not lead");
    assertThat(by("slow")).isEqualTo("second");
    assertThat(leads(first)).isFalse();
    assertThat(leads(second)).isTrue();
  }
}
