package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The controller of docs/write-a-controller.md, on a real API server with the rights it names. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class WriteAControllerIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Path PAGE = Path.of("docs/write-a-controller.md");
  private static final String ACCOUNT = "team-quota";

  private final KubernetesApi kubernetes;
  private final KubernetesClient admin;
  private final String namespace;

  WriteAControllerIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    this.admin = kubernetes.newClient();
    this.namespace = KubernetesApi.newNamespace(admin);
  }

  @Test
  void aNamespaceOfATeamHasItsQuota() throws Exception {
    Settled settled = new Settled();
    RouteFile route = new RouteFile("team-quota.camel.yaml", block("- route:"));
    Application application =
        new Application(
                List.of(route), Drover.kubernetesClient(kubernetes.config(grantTheRoleOfThePage())))
            .listener(settled);
    try (admin;
        application) {
      application.start();
      edit(n -> n.getMetadata().setLabels(Map.of("team", "blue")));
      awaitPods("20");
      edit(n -> n.getMetadata().setAnnotations(Map.of("example.com/pods", "50")));
      awaitPods("50");
      quota().delete();
      awaitPods("50");
      edit(n -> n.getMetadata().setLabels(Map.of()));
      await().atMost(SOON).until(() -> quota().get() == null);
      assertThat(settled.all()).allMatch(s -> s.outcome() == Outcome.DONE);
    }
  }

  private void edit(Consumer<Namespace> change) {
    admin
        .namespaces()
        .withName(namespace)
        .edit(
            n -> {
              change.accept(n);
              return n;
            });
  }

  private Resource<ResourceQuota> quota() {
    return admin.resourceQuotas().inNamespace(namespace).withName("team");
  }

  private void awaitPods(String number) {
    await()
        .atMost(SOON)
        .until(
            () -> quota().get(),
            q -> q != null && q.getSpec().getHard().get("pods").toString().equals(number));
  }

  private static String block(String beginning) throws Exception {
    Matcher blocks =
        Pattern.compile("```yaml\n(" + beginning + ".*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(blocks.find()).isTrue();
    return blocks.group(1);
  }

  private String grantTheRoleOfThePage() throws Exception {
    String text = block("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole");
    ClusterRole role = admin.getKubernetesSerialization().unmarshal(text, ClusterRole.class);
    admin.resource(role).serverSideApply();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .serverSideApply();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", ACCOUNT)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endSubject()
                .build())
        .serverSideApply();
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(ACCOUNT)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }
}
