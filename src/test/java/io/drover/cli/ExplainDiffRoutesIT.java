package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other watching routes than the bundled one would change in a real cluster. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ExplainDiffRoutesIT {
  private static final int MANY = 500;
  private static final Duration SECONDS = Duration.ofSeconds(30);

  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  private DiffRun diff;
  @TempDir private Path folder;

  ExplainDiffRoutesIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
  }

  @BeforeEach
  void grant() throws Exception {
    diff =
        new DiffRun(
            kubernetes,
            client,
            namespace,
            "drover.service-ingress.namespace=" + namespace,
            DiffRun.rule("", "services", "list"),
            DiffRun.rule("", "configmaps", "list", "get", "create", "patch", "delete"),
            DiffRun.rule("networking.k8s.io", "ingresses", "list", "get", "create", "patch"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void configMaps(int count) {
    for (int i = 0; i < count; i++) {
      client
          .configMaps()
          .inNamespace(namespace)
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("owner-" + i)
                  .withAnnotations(Map.of("make", "yes"))
                  .endMetadata()
                  .build())
          .create();
    }
  }

  /** A route that watches annotated ConfigMaps and makes what the jq says. */
  private Path route(String jq, String owns) throws Exception {
    return Files.writeString(
        folder.resolve("r.camel.yaml"),
        """
        - route:
            id: r
            from:
              uri: kamelet:kube-watch-source
              parameters: {apiVersion: v1, kind: ConfigMap, namespace: NAMESPACE, annotation: make, owns: "OWNS"}
              steps:
                - transform: {id: objects, jq: {expression: 'JQ'}}
                - to: {id: reconcile, uri: kamelet:kube-reconcile-sink}
        """
            .replace("NAMESPACE", namespace)
            .replace("OWNS", owns)
            .replace("JQ", jq));
  }

  @Test
  void ofManyObjectsEachKindIsListedOnceAndItTakesSeconds() throws Exception {
    for (int i = 0; i < MANY; i++) {
      client
          .resource(
              """
              apiVersion: v1
              kind: Service
              metadata: {name: web-%d, annotations: {autodeploy-ingress-host: a.example}}
              spec: {ports: [{port: 80}]}
              """
                  .formatted(i))
          .inNamespace(namespace)
          .create();
    }
    long began = System.nanoTime();
    Result result = diff.run(Path.of("src/main/resources/routes/service-ingress.camel.yaml"));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(result.out())
        .endsWith("500 objects: 500 created, 0 changed, 0 removed, 0 unchanged, 0 refused\n");
    assertThat(took).isLessThan(SECONDS);
    assertThat(diff.requests()).containsOnlyOnce("list services", "list ingresses");
    assertThat(Collections.frequency(diff.requests(), "patch ingresses")).isEqualTo(MANY);
  }

  @Test
  void ofSeveralChildrenThoseThatAreNotRefusedAreShownToo() throws Exception {
    configMaps(1);
    String ingress =
        "{apiVersion: \"networking.k8s.io/v1\", kind: \"Ingress\", metadata: {name: \"i\"}, spec:"
            + " {rules: [{host: \"NO HOST\"}]}}";
    String made = "{apiVersion: \"v1\", kind: \"ConfigMap\", metadata: {name: \"m\"}}";
    Path route =
        route("[" + ingress + "," + made + "]", "v1/ConfigMap,networking.k8s.io/v1/Ingress");
    assertThat(diff.run(route).out().replace(namespace, "NS").lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("NS/owner-0: refused (dead): Ingress.networking.k8s.io \"i\" is"),
            line -> assertThat(line).isEqualTo("  created ConfigMap NS/m"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "2 objects: 1 created, 0 changed, 0 removed, 0 unchanged, 1 refused"));
  }

  @Test
  void ofTwoThatWantTheSameNameTheSecondIsRefused() throws Exception {
    configMaps(2);
    String made = "{apiVersion: \"v1\", kind: \"ConfigMap\", metadata: {name: \"m\"}}";
    assertThat(diff.run(route("[" + made + "]", "v1/ConfigMap")).out().replace(namespace, "NS"))
        .isEqualTo(
            """
            NS/owner-0:
              created ConfigMap NS/m
            NS/owner-1: refused (retry): ConfigMap NS/m belongs to NS/owner-0, which also wants that name: have one use another
            2 objects: 1 created, 0 changed, 0 removed, 0 unchanged, 1 refused
            """);
  }

  @Test
  void stepsBehindAQueueAreWaitedFor() throws Exception {
    configMaps(20);
    Path route =
        Files.writeString(
            folder.resolve("queued.camel.yaml"),
            """
            - route:
                id: r
                from:
                  uri: kube:watch
                  parameters: {apiVersion: v1, kind: ConfigMap, namespace: NAMESPACE, annotation: make, owns: v1/ConfigMap}
                  steps:
                    - to: {id: queue, uri: "seda:queue"}
            - route:
                id: behind
                from:
                  uri: "seda:queue"
                  steps:
                    - delay: {id: slowly, expression: {constant: {expression: "50"}}}
                    - transform: {id: objects, jq: {expression: '[{apiVersion: "v1", kind: "ConfigMap", metadata: {name: (.body.metadata.name + "-made")}}]'}}
                    - to: {id: reconcile, uri: kamelet:kube-reconcile-sink}
            """
                .replace("NAMESPACE", namespace));
    Result result = diff.run(route);
    assertThat(result.out())
        .contains(namespace + "/owner-7:\n  created ConfigMap " + namespace + "/owner-7-made\n")
        .endsWith("20 objects: 20 created, 0 changed, 0 removed, 0 unchanged, 0 refused\n");
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsRefused() throws Exception {
    configMaps(1);
    String made = "{apiVersion: \"v1\", kind: \"ConfigMap\", metadata: {name: \"m\"}, datta: {}}";
    assertThat(diff.run(route("[" + made + "]", "v1/ConfigMap")).out())
        .contains("refused (", "datta")
        .contains("1 object: 0 created, 0 changed, 0 removed, 0 unchanged, 1 refused");
  }

  @Test
  void aKindThatTheClusterDoesNotHaveIsNamed() throws Exception {
    Result result = diff.run(route("[]", "gateway.networking.k8s.io/v1/HTTPRoute"));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "asking the cluster: the API server has no kind HTTPRoute in"
                + " gateway.networking.k8s.io/v1: check the spelling, or install its"
                + " CustomResourceDefinition");
  }
}
