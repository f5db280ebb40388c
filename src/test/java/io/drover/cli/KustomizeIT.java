package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.drover.servers.Ports;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder {@code k8s/}, built by kustomize and applied: what it installs runs, and no more. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "kustomize"})
class KustomizeIT {
  private static final String TOKEN = "a-token&100%+odd=x";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String WORKFLOWS = "argoproj.io/v1alpha1";

  @TempDir private static Path overlays;
  private static Installed installed;
  private static KubernetesClient admin;
  private static KubernetesClient drover;

  private final KubernetesApi kubernetes;
  @TempDir private Path folder;

  KustomizeIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @BeforeAll
  static void install(KubernetesApi kubernetes) throws Exception {
    admin = kubernetes.newClient();
    for (String name : List.of("playground", "argo")) {
      admin
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .serverSideApply();
    }
    Installed.writeOverlays(overlays, TOKEN);
    installed = Installed.build(overlays.resolve("mine"));
    installed.apply(admin);
    drover = Drover.kubernetesClient(kubernetes.config(token("drover", "drover")));
  }

  @AfterAll
  static void close() {
    drover.close();
    admin.close();
  }

  /** What the kubelet gives to a Pod of the account. */
  private static String token(String namespace, String account) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }

  @Test
  void bothRoutesWorkAndUseEveryRightOfTheAccount() throws Exception {
    int port = Ports.free();
    int management = Ports.free();
    ProcessBuilder builder = installed.process(folder, port, management);
    builder
        .environment()
        .put("KUBECONFIG", kubernetes.kubeconfig(token("drover", "drover")).toString());
    File log = folder.resolve("log").toFile();
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log));
    URI webhook = URI.create("http://127.0.0.1:" + port + "/acme");
    Process process = builder.start();
    try {
      uploadsBecomeWorkflows(webhook);
      process.destroyForcibly().waitFor();
      Files.delete(folder.resolve("var/lib/drover/ledger.log"));
      process = builder.start();
      withoutTheLedgerTheWorkflowIsLookedAt(webhook);
      aServiceHasAnIngressThatFollowsIt(log.toPath());
      aMistakeIsSaid(log.toPath());
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(usedWithoutLeases())
                      .isEqualTo(Rights.granted(installed.all(Role.class))));
      theProbesAreAnswered(management);
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(log.toPath())).doesNotContain(TOKEN, "Exception", "orbidden");
      assertThat(folder.resolve("root")).as("the read-only root").isEmptyDirectory();
      assertThat(Letters.in(folder.resolve("var/lib/drover"))).isNotEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Those of this test: another one has the same account elect a leader. */
  private Set<String> usedWithoutLeases() throws IOException {
    Set<String> used = Rights.used(kubernetes.requestsOf("drover", "drover"));
    used.removeIf(right -> right.contains("/leases "));
    return used;
  }

  /** What the kubelet asks for on the port that the Pod names {@code management}. */
  private static void theProbesAreAnswered(int management) throws Exception {
    Container container = installed.pod().getSpec().getContainers().get(0);
    assertThat(container.getPorts())
        .anyMatch(p -> p.getName().equals("management") && p.getContainerPort() == 9876);
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getReadinessProbe(),
            container.getLivenessProbe())) {
      assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
      assertThat(page(management, probe.getHttpGet().getPath()).statusCode()).isEqualTo(200);
    }
    assertThat(page(management, "/observe/metrics").body())
        .contains("drover_action_seconds_count{route=\"service-ingress\",step=\"reconcile\"}");
  }

  private static HttpResponse<String> page(int port, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void uploadsBecomeWorkflows(URI address) throws Exception {
    HttpResponse<String> refused = firstAnswer(new WebhookSender(address, "another-token"));
    assertThat(refused.statusCode()).isEqualTo(401);
    WebhookSender sender = new WebhookSender(address, TOKEN);
    assertThat(sender.post(upload()).body()).isEqualTo("{\"outcome\":\"done\"}");
    assertThat(sender.post(upload()).body()).contains("\"duplicate\"");
    assertThat(sender.post("no notification").statusCode()).isEqualTo(202);
    assertThat(workflows()).hasSize(1);
  }

  private static void withoutTheLedgerTheWorkflowIsLookedAt(URI address) {
    HttpResponse<String> answer = firstAnswer(new WebhookSender(address, TOKEN));
    assertThat(answer.body()).contains("\"duplicate\"");
    assertThat(workflows()).hasSize(1);
  }

  private static String upload() throws IOException {
    return WebhookSender.upload("thumbnails/bear.gif", 1);
  }

  private static HttpResponse<String> firstAnswer(WebhookSender sender) {
    return await()
        .atMost(SOON)
        .ignoreException(ConnectException.class)
        .until(() -> sender.post(upload()), answer -> answer.statusCode() != 503);
  }

  /** An API server whose cache of a kind is not ready yet says 429. */
  private static List<GenericKubernetesResource> workflows() {
    return await()
        .atMost(SOON)
        .ignoreException(KubernetesClientException.class)
        .until(
            () ->
                admin
                    .genericKubernetesResources(WORKFLOWS, "Workflow")
                    .inNamespace("argo")
                    .list()
                    .getItems(),
            items -> true);
  }

  private static void aServiceHasAnIngressThatFollowsIt(Path log) {
    Path fixture = Path.of("src/test/resources/fixtures/services/fortune.yaml");
    Service service = admin.services().load(fixture.toFile()).item();
    Ingress foreign = foreignIngress();
    admin.resource(foreign).create();
    admin.resource(service).create();
    await().atMost(SOON).until(() -> Files.readString(log).contains("was not made by this route"));
    admin.resource(foreign).delete();
    await().atMost(SOON).until(KustomizeIT::host, "fortune-192.168.39.152.nip.io"::equals);
    admin
        .resource(service)
        .edit(
            s ->
                new ServiceBuilder(s)
                    .editMetadata()
                    .addToAnnotations("autodeploy-ingress-host", "b.example")
                    .endMetadata()
                    .build());
    await().atMost(SOON).until(KustomizeIT::host, "b.example"::equals);
    admin.resource(service).delete();
    await().atMost(SOON).until(() -> host() == null);
  }

  private static Ingress foreignIngress() {
    return new IngressBuilder()
        .withNewMetadata()
        .withName("fortune-svc-ing")
        .withNamespace("playground")
        .endMetadata()
        .withNewSpec()
        .addNewRule()
        .withHost("foreign.example")
        .endRule()
        .endSpec()
        .build();
  }

  private static String host() {
    Ingress ingress =
        admin
            .network()
            .v1()
            .ingresses()
            .inNamespace("playground")
            .withName("fortune-svc-ing")
            .get();
    return ingress == null ? null : ingress.getSpec().getRules().get(0).getHost();
  }

  private static void aMistakeIsSaid(Path log) {
    Service udp =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("dns")
            .withNamespace("playground")
            .addToAnnotations("autodeploy-ingress-host", "a.example")
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(53)
            .withProtocol("UDP")
            .endPort()
            .endSpec()
            .build();
    admin.resource(udp).create();
    await().atMost(SOON).until(() -> Files.readString(log).contains("has no TCP port"));
    await()
        .atMost(SOON)
        .until(
            () ->
                admin.events().v1().events().inNamespace("playground").list().getItems().stream()
                    .anyMatch(e -> e.getNote().contains("has no TCP port")));
    admin.resource(udp).delete();
  }

  @ParameterizedTest
  @ValueSource(strings = {"playground", "argo", "drover", "default", "kube-system"})
  void inEachNamespaceTheAccountMayDoWhatItsRolesSayAndNothingElse(String namespace) {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("without-roles")
                .withNamespace("default")
                .endMetadata()
                .build())
        .serverSideApply();
    Set<String> allowed;
    Set<String> everyone;
    try (KubernetesClient other =
        Drover.kubernetesClient(kubernetes.config(token("default", "without-roles")))) {
      allowed = Rights.allowed(drover, namespace);
      everyone = Rights.allowed(other, namespace);
    }
    assertThat(allowed).containsAll(everyone);
    allowed.removeAll(everyone);
    Set<String> granted = Rights.granted(installed.all(Role.class));
    granted.removeIf(right -> !right.startsWith(namespace + " "));
    assertThat(allowed).isEqualTo(granted);
  }

  @Test
  void whatItMayNotDoIsRefused() {
    refused(() -> drover.secrets().inNamespace("drover").list());
    refused(() -> drover.secrets().inNamespace("playground").list());
    refused(() -> drover.services().inNamespace("playground").withName("any").delete());
    refused(() -> drover.services().inNamespace("default").list());
    refused(() -> drover.services().inAnyNamespace().list());
    refused(() -> drover.resource(pod()).create());
    refused(
        () -> drover.genericKubernetesResources(WORKFLOWS, "Workflow").inNamespace("argo").list());
  }

  private static void refused(Runnable request) {
    assertThatThrownBy(request::run)
        .hasMessageContaining("User \"system:serviceaccount:drover:drover\" cannot ")
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }

  @Test
  void itsPodKeepsToTheRestrictedPodSecurityStandard() {
    assertThat(admin.resource(pod()).dryRun().create()).isNotNull();
    Pod careless = new PodBuilder(pod()).editSpec().withSecurityContext(null).endSpec().build();
    assertThatThrownBy(() -> admin.resource(careless).dryRun().create())
        .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
  }

  /** The Pod of the Deployment, which no controller makes here. */
  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("drover")
        .withNamespace("drover")
        .endMetadata()
        .withSpec(installed.pod().getSpec())
        .build();
  }

  @Test
  void thePodHasTimeToEndWhatIsInFlight() {
    assertThat(installed.pod().getSpec().getTerminationGracePeriodSeconds())
        .isGreaterThan(Grace.DEFAULT_SECONDS);
  }

  @Test
  void theOverlayWithReplicasElectsALeaderByTheLeaseOfItsNamespace() throws Exception {
    Installed replicas = Installed.build(overlays.resolve("replicas"));
    Path kubeconfig = kubernetes.kubeconfig(token("drover", "drover"));
    Files.writeString(
        kubeconfig,
        Files.readString(kubeconfig)
            .replace("{cluster: test,", "{namespace: drover, cluster: test,"));
    replicas.apply(admin);
    int management = Ports.free();
    ProcessBuilder builder = replicas.process(folder, Ports.free(), management);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    File log = folder.resolve("log").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    try {
      await()
          .atMost(SOON)
          .ignoreException(ConnectException.class)
          .until(() -> page(management, "/observe/metrics").body().contains("drover_leader 1.0"));
      assertThat(admin.leases().inNamespace("drover").withName("drover").get()).isNotNull();
    } finally {
      process.destroyForcibly();
      admin.rbac().roleBindings().inNamespace("drover").withName("drover-leases").delete();
    }
    assertThat(replicas.all(Deployment.class))
        .singleElement()
        .satisfies(deployment -> assertThat(deployment.getSpec().getReplicas()).isEqualTo(2));
    assertThat(replicas.all(PersistentVolumeClaim.class)).isEmpty();
  }

  @Test
  void anOverlayMovesTheWatchedNamespace() throws Exception {
    Installed moved = Installed.build(overlays.resolve("moved"));
    assertThat(moved.all(Role.class))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("shop", "argo");
    Path etc = folder.resolve("etc/drover/application.properties");
    moved.process(folder, 9080, 9876);
    assertThat(etc)
        .content()
        .contains("namespace=shop", "drover.management.host=0.0.0.0")
        .doesNotContain("playground");
  }
}
