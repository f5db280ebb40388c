package io.drover.kube;

import static io.drover.kube.VerbRoutes.expect;
import static io.drover.kube.VerbRoutes.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each verb does on a real API server, and what becomes of each refusal. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class VerbsIT {
  private static final String KAMELET = "kamelet:kube-operation-sink?operation=apply";

  private final KubernetesClient client;
  private final String namespace;
  private VerbRoutes routes;

  VerbsIT(KubernetesApi kubernetes) {
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
  }

  @BeforeEach
  void start(@TempDir Path store) throws Exception {
    String in = "namespace=" + namespace;
    routes =
        new VerbRoutes(client, store)
            .route("plain", "kube:apply?" + in)
            .route("none", "kube:apply")
            .route("force", "kube:apply?force=true&" + in)
            .route("json", "kube:patch?patchType=json&apiVersion=v1&kind=ConfigMap&name=c&" + in)
            .route("strategic", "kube:patch?patchType=strategic&" + in)
            .route("orphan", "kube:delete?propagationPolicy=Orphan&" + in)
            .route("kamelet", KAMELET + "&force=true&propagationPolicy=Foreground&" + in)
            .route("kamelet-json", KAMELET + "&patchType=json&" + in)
            .start();
  }

  @AfterEach
  void stop() {
    routes.close();
    client.close();
  }

  private Settlement send(String id, String route, String verb, String yaml) throws Exception {
    return routes.send(id, route, verb, yaml);
  }

  private Settlement send(String id, String verb, String yaml) throws Exception {
    return send(id, "plain", verb, yaml);
  }

  private ConfigMap there(String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }

  private void make(String name) {
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("a", "theirs")
                .build())
        .create();
  }

  @Test
  void whatIsCreatedSaysWhatForAndIsTheNewBody() throws Exception {
    expect(send("e", "create", map("c", "1")), Outcome.DONE, "created ConfigMap " + namespace);
    assertThat(routes.body().at("/metadata/uid").asText())
        .isEqualTo(there("c").getMetadata().getUid());
    assertThat(there("c").getMetadata().getAnnotations()).containsEntry("drover.io/event-id", "e");
    expect(send("e", "create", map("c", "1")), Outcome.DUPLICATE, "was finished before");
  }

  @Test
  void whatAnotherMadeIsNeverTakenForCreated() throws Exception {
    make("c");
    expect(send("e", "create", map("c", "1")), Outcome.DEAD, "one of that name exists");
    assertThat(there("c").getData()).containsEntry("a", "theirs");
  }

  @Test
  void aFieldOfAnotherManagerIsTakenByForceAlone() throws Exception {
    make("c");
    expect(
        send("e1", "apply", map("c", "ours")),
        Outcome.RETRY,
        "applying ConfigMap " + namespace + "/c",
        "conflict with",
        ".data.a",
        "option force");
    assertThat(there("c").getData()).containsEntry("a", "theirs");
    expect(send("e2", "force", "apply", map("c", "ours")), Outcome.DONE, "applied");
    assertThat(there("c").getData()).containsEntry("a", "ours");
  }

  @Test
  void aReplacementOfAStateThatIsNoMoreIsAConflict() throws Exception {
    make("c");
    String old = there("c").getMetadata().getResourceVersion();
    expect(send("e1", "replace", map("c", "new")), Outcome.DONE, "replaced");
    assertThat(there("c").getData()).isEqualTo(Map.of("a", "new"));
    String stale = map("c", "stale").replace("name: c", "name: c, resourceVersion: '" + old + "'");
    expect(send("e2", "replace", stale), Outcome.RETRY, "the object has been modified");
    assertThat(there("c").getData()).isEqualTo(Map.of("a", "new"));
  }

  @Test
  void whatIsNotThereCannotBeReplacedOrPatchedYet() throws Exception {
    expect(send("e1", "replace", map("c", "1")), Outcome.RETRY, "replacing", "not found");
    expect(send("e2", "patch", map("c", "1")), Outcome.RETRY, "patching", "not found");
  }

  @Test
  void eachKindOfPatchChangesWhatItNames() throws Exception {
    make("c");
    expect(send("e1", "patch", map("c", "merged")), Outcome.DONE, "patched");
    assertThat(routes.body().at("/data/a").asText()).isEqualTo("merged");
    String json = "[{op: replace, path: /data/a, value: replaced}]";
    expect(send("e2", "json", "patch", json), Outcome.DONE, "patched");
    assertThat(there("c").getData()).containsEntry("a", "replaced");
    expect(send("e3", "strategic", "patch", map("c", "strategic")), Outcome.DONE, "patched");
    assertThat(there("c").getData()).containsEntry("a", "strategic");
    String failing = "[{op: test, path: /data/a, value: another}]";
    expect(send("e4", "json", "patch", failing), Outcome.DEAD, "patching");
  }

  @Test
  void whatIsGoneIsNoDeadLetterAndIsToldApart() throws Exception {
    make("c");
    expect(send("e1", "delete", map("c", "1")), Outcome.DONE, "deleted ConfigMap");
    assertThat(there("c")).isNull();
    expect(send("e2", "delete", map("c", "1")), Outcome.DUPLICATE, "was not there");
    assertThat(routes.body().path("reason").asText()).isEqualTo("NotFound");
  }

  @Test
  void anotherObjectOfThatNameIsNotDeleted() throws Exception {
    make("c");
    String other = map("c", "1").replace("name: c", "name: c, uid: another");
    expect(send("e", "delete", other), Outcome.RETRY, "deleting ConfigMap", "UID");
    assertThat(there("c")).isNotNull();
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsDead() throws Exception {
    make("c");
    for (String verb : new String[] {"apply", "create", "replace", "patch"}) {
      String name = verb.equals("create") ? "n" : "c";
      String misspelt = map(name, "1").replace(", data:", ", dota:");
      Settlement refused = send("e-" + verb, verb, misspelt);
      expect(refused, Outcome.DEAD, KubeOperation.verb(verb).doing() + " ConfigMap", "dota");
      assertThat(refused.reason()).doesNotContain("theirs");
    }
  }

  @Test
  void theOptionsOfTheKameletAreThoseOfTheVerb() throws Exception {
    make("c");
    expect(send("e1", "kamelet", "apply", map("c", "ours")), Outcome.DONE, "applied");
    assertThat(there("c").getData()).containsEntry("a", "ours");
    expect(send("e2", "kamelet", "delete", map("c", "1")), Outcome.DONE, "deleted");
    assertThat(there("c").getFinalizers()).containsExactly("foregroundDeletion");
  }

  @Test
  void whatARemovedObjectOwnsIsLeftAloneOnRequest() throws Exception {
    make("c");
    expect(send("e", "orphan", "delete", map("c", "1")), Outcome.DONE, "deleted");
    assertThat(there("c").getFinalizers()).containsExactly("orphan");
  }

  @Test
  void aJsonPatchByTheKameletNamesItsObjectByHeaders() throws Exception {
    make("c");
    String json = "[{op: replace, path: /data/a, value: replaced}]";
    Map<String, String> named =
        Map.of(
            KubeConstants.API_VERSION, "v1",
            KubeConstants.KIND, "ConfigMap",
            KubeConstants.NAME, "c");
    expect(routes.send("e", "kamelet-json", "patch", json, named), Outcome.DONE, "patched");
    assertThat(there("c").getData()).containsEntry("a", "replaced");
  }

  @Test
  void objectsThatAreInNoNamespaceCanBeActedOnByEachVerb() throws Exception {
    String role =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: %s},"
            + " rules: [{apiGroups: [''], resources: [%s], verbs: [get]}]}";
    String name = namespace + "-role";
    expect(send("e1", "create", role.formatted(name, "pods")), Outcome.DONE, "ClusterRole " + name);
    for (String verb : List.of("replace", "patch")) {
      String resource = verb + "s";
      expect(send(verb, verb, role.formatted(name, resource)), Outcome.DONE, "ClusterRole " + name);
      assertThat(routes.body().at("/rules/0/resources/0").asText()).isEqualTo(resource);
    }
    String other = role.formatted(name, "nodes");
    expect(send("e2", "force", "apply", other), Outcome.DONE, "applied ClusterRole " + name);
    expect(send("e3", "delete", other), Outcome.DONE, "deleted ClusterRole " + name);
    assertThat(client.rbac().clusterRoles().withName(name).get()).isNull();
  }

  @Test
  void aValueThatIsInvalidIsDead() throws Exception {
    make("c");
    String invalid = map("c", "1").replace("data: {a:", "data: {'no/key':");
    expect(send("e", "apply", invalid), Outcome.DEAD, "no/key");
    String ofAnotherType = map("c", "1").replace("a: '1'", "a: {hidden: 1}");
    for (String verb : List.of("create", "apply", "replace", "patch")) {
      Settlement refused = send("e-" + verb, verb, ofAnotherType);
      expect(refused, Outcome.DEAD, "data");
      assertThat(refused.reason()).doesNotContain("hidden");
    }
  }

  @Test
  void anObjectWithoutANamespaceIsDead() throws Exception {
    expect(send("e", "none", "apply", map("c", "1")), Outcome.DEAD, "is in no namespace");
  }

  @Test
  void aKindThatIsInNoNamespaceNeedsNone() throws Exception {
    String other = "{apiVersion: v1, kind: Namespace, metadata: {name: %s-more}}";
    expect(send("e", "apply", other.formatted(namespace)), Outcome.DONE, "applied Namespace");
  }
}
