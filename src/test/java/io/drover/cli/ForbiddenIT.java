package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A 403 of a real API server: what our account lacks is waited for, what a policy refuses is not.
 */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ForbiddenIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesApi kubernetes;
  private final KubernetesClient admin;
  @TempDir private Path store;
  private ThumbnailsRoute route;

  ForbiddenIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    this.admin = kubernetes.newClient();
  }

  @AfterEach
  void stop() {
    route.close();
    admin.close();
  }

  private static HttpResponse<String> upload(ThumbnailsRoute route) throws Exception {
    return route.sender().post(WebhookSender.upload("thumbnails/bear.gif", 1));
  }

  private void raw(String path, String yaml) throws Exception {
    JsonNode object = new YAMLMapper().readTree(yaml);
    admin.raw(path, "POST", new ObjectMapper().treeToValue(object, Object.class));
  }

  @Test
  void aRightThatOurAccountLacksIsWaitedFor() throws Exception {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("may-nothing")
                .withNamespace("default")
                .endMetadata()
                .build())
        .serverSideApply();
    String token =
        admin
            .serviceAccounts()
            .inNamespace("default")
            .withName("may-nothing")
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3600L)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    route =
        new ThumbnailsRoute(
            TestClusters.as(
                TestClusters.real(kubernetes),
                () -> Drover.kubernetesClient(kubernetes.config(token))),
            store);
    HttpResponse<String> answer = upload(route);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("our account may not create workflows.argoproj.io in namespace ");
  }

  @Test
  void whatAPolicyRefusesIsDead() throws Exception {
    route = new ThumbnailsRoute(TestClusters.real(kubernetes), store);
    String root = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolic";
    raw(
        root + "ies",
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: no-workflows}
        spec:
          matchConstraints:
            resourceRules:
              - {apiGroups: [argoproj.io], apiVersions: [v1alpha1], operations: [CREATE], resources: [workflows]}
          validations:
            - {expression: "false", message: not in this namespace, reason: Forbidden}
        """);
    raw(
        root + "ybindings",
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: no-workflows}
        spec:
          policyName: no-workflows
          validationActions: [Deny]
          matchResources:
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}
        """
            .replace("NAMESPACE", route.namespace()));
    HttpResponse<String> answer =
        await()
            .atMost(SOON)
            .until(
                () -> { // the policy takes a moment to count; each try is an event of its own
                  long moment = System.nanoTime();
                  String next = WebhookSender.upload("thumbnails/bear.gif", moment);
                  return route.sender().post(next);
                },
                a -> a.statusCode() != 200);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .contains("a policy of the cluster refuses it", "not in this namespace");
  }

  @Test
  void aQuotaThatIsUsedUpIsWaitedFor() throws Exception {
    route = new ThumbnailsRoute(TestClusters.real(kubernetes), store);
    String quotas = "/api/v1/namespaces/" + route.namespace() + "/resourcequotas";
    String quota =
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: none}
        spec: {hard: {count/workflows.argoproj.io: "0"}}
        """;
    raw(quotas, quota);
    admin // no controller runs that would do so
        .resourceQuotas()
        .inNamespace(route.namespace())
        .withName("none")
        .editStatus(
            q -> {
              q.setStatus(
                  new ResourceQuotaStatusBuilder()
                      .withHard(q.getSpec().getHard())
                      .addToUsed(q.getSpec().getHard())
                      .build());
              return q;
            });
    HttpResponse<String> answer =
        await()
            .atMost(SOON)
            .until(
                () ->
                    route
                        .sender()
                        .post(WebhookSender.upload("thumbnails/bear.gif", System.nanoTime())),
                a -> a.statusCode() != 200);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("exceeded quota");
  }

  @Test
  void aNamespaceThatIsBeingDeletedIsWaitedFor() throws Exception {
    route = new ThumbnailsRoute(TestClusters.real(kubernetes), store);
    admin.namespaces().withName(route.namespace()).delete();
    HttpResponse<String> answer = upload(route);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("being terminated");
  }
}
