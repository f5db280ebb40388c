package io.drover.kube;

import static io.drover.kube.VerbRoutes.expect;
import static io.drover.kube.VerbRoutes.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import io.drover.delivery.ForbiddenRequest;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a list of objects that a verb acted on a part of. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class VerbListsIT {
  private static final String PERSON = "limited";

  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  @TempDir private Path folder;

  VerbListsIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private VerbRoutes routes(KubernetesClient account, String store) throws Exception {
    return new VerbRoutes(account, folder.resolve(store))
        .route("plain", "kube:create?namespace=" + namespace)
        .start();
  }

  private ConfigMap there(String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }

  private static String list(String... objects) {
    return "[" + String.join(", ", objects) + "]";
  }

  @Test
  void aListThatFailsInTheMiddleGoesOnWhereItWas() throws Exception {
    String other = namespace + "-late";
    String late = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: %s}}";
    String list = list(map("first", "1"), late.formatted(other), map("last", "1"));
    try (VerbRoutes routes = routes(client, "store")) {
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.RETRY,
          "creating ConfigMap " + other + "/m: ",
          "not found; before that: created ConfigMap " + namespace + "/first");
      String uid = there("first").getMetadata().getUid();
      assertThat(there("last")).isNull();
      client
          .namespaces()
          .resource(new NamespaceBuilder().withNewMetadata().withName(other).endMetadata().build())
          .create();
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.DONE,
          "first was there, created ConfigMap " + other + "/m, created ConfigMap");
      assertThat(there("first").getMetadata().getUid()).isEqualTo(uid);
      assertThat(routes.body()).hasSize(3);
    }
  }

  @Test
  void whatWasMadeBeforeAKillIsKnownByItsAnnotations() throws Exception {
    String generated = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: g-}}";
    String list = list(map("first", "1"), generated, generated);
    String second;
    String third;
    try (VerbRoutes routes = routes(client, "killed")) {
      expect(routes.send("e", "plain", "create", list), Outcome.DONE, "created ConfigMap");
      second = routes.body().at("/1/metadata/name").asText();
      third = routes.body().at("/2/metadata/name").asText();
    }
    assertThat(second).startsWith("g-").isNotEqualTo(third);
    client.resource(there(third)).delete(); // as it is before the third request
    try (VerbRoutes routes = routes(client, "knows-nothing")) {
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.DONE,
          "%s/first was there, ConfigMap %1$s/%s was there, created ConfigMap %1$s/%s"
              .formatted(namespace, second, third));
      expect(routes.send("another", "plain", "create", list), Outcome.DEAD, "one of that name");
    }
    try (VerbRoutes routes = routes(client, "knows-nothing-either")) {
      expect(routes.send("e", "plain", "create", list), Outcome.DUPLICATE, third + " was there");
    }
  }

  @Test
  void aRightThatTheAccountLacksIsNamedAndWaitedFor() throws Exception {
    grant("configmaps", "create");
    String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: hidden}}";
    String list = list(map("first", "1"), secret);
    try (KubernetesClient limited = Drover.kubernetesClient(account());
        VerbRoutes routes = routes(limited, "store")) {
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.RETRY,
          "our account may not create secrets in namespace " + namespace + ": grant it that right",
          "; before that: created ConfigMap " + namespace + "/first");
      grant("secrets", "create");
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.RETRY,
          "our account may not get configmaps in namespace " + namespace);
      grant("configmaps", "get");
      expect(
          routes.send("e", "plain", "create", list),
          Outcome.DONE,
          "first was there, created Secret " + namespace + "/s");
    }
  }

  private Config account() {
    return new ConfigBuilder(kubernetes.config()).withImpersonateUsername(PERSON).build();
  }

  private void grant(String resource, String verb) {
    String name = verb + "-" + resource;
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs(verb)
                .endRule()
                .build())
        .inNamespace(namespace)
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject("rbac.authorization.k8s.io", "User", PERSON, null)
                .build())
        .inNamespace(namespace)
        .create();
    Awaitility.await().until(() -> may(resource, verb));
  }

  /** The API server learns of a right a moment later. */
  private boolean may(String resource, String verb) {
    try (KubernetesClient limited = Drover.kubernetesClient(account())) {
      return new ForbiddenRequest(List.of(verb), "", resource, namespace).missingRight(limited)
          == null;
    }
  }
}
