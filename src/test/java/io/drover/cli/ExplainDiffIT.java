package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.DroverProcess.Result;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watching route would change in a real cluster, and that asking changes nothing. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ExplainDiffIT {
  private static final Path ROUTE = Path.of("src/main/resources/routes/service-ingress.camel.yaml");
  private static final String HOST = "autodeploy-ingress-host";

  private final KubernetesApi kubernetes;
  private final IngressRoute route;
  private final KubernetesClient client;
  private final String namespace;
  @TempDir private Path folder;

  ExplainDiffIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
    route = new IngressRoute(TestClusters.real(kubernetes));
    client = route.client();
    namespace = route.namespace();
  }

  @AfterEach
  void stop() {
    route.close();
  }

  private DiffRun everyRight() throws Exception {
    return new DiffRun(
        kubernetes,
        client,
        namespace,
        "drover.service-ingress.namespace=" + namespace,
        DiffRun.rule("", "services", "list"),
        DiffRun.rule("networking.k8s.io", "ingresses", "get", "list", "create", "patch", "delete"));
  }

  private Service service(String name, String... more) {
    Map<String, String> annotations = new HashMap<>(Map.of(HOST, name + ".example"));
    for (int i = 0; i < more.length; i += 2) {
      annotations.put("autodeploy-ingress-" + more[i], more[i + 1]);
    }
    return route.service(name, 80, annotations);
  }

  /** A Service that the running route has made an Ingress for. */
  private void served(String name) throws InterruptedException {
    assertThat(route.outcomeOf(service(name)).reason()).startsWith("created Ingress");
  }

  private void create(Service service) {
    client.resource(service).inNamespace(namespace).create();
  }

  private void withoutHost(String name) {
    route
        .services(name)
        .edit(
            s -> {
              s.getMetadata().getAnnotations().remove(HOST);
              return s;
            });
  }

  private void edit(String ingress) {
    route
        .ingresses(ingress)
        .edit(
            i -> {
              i.getSpec().getRules().get(0).setHost("human.example");
              i.getMetadata().getAnnotations().put("human", "this is not ours to change");
              return i;
            });
  }

  private static Ingress ingress(String name) {
    return new IngressBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNewDefaultBackend()
        .withNewService()
        .withName("x")
        .withNewPort()
        .withNumber(80)
        .endPort()
        .endService()
        .endDefaultBackend()
        .endSpec()
        .build();
  }

  /** A policy under which no Ingress may be called policed-*. */
  private void police() {
    String name = "policed-" + namespace;
    client
        .resource(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: NAME}
            spec:
              matchConstraints:
                resourceRules:
                  - {apiGroups: [networking.k8s.io], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [ingresses]}
              validations:
                - {expression: "!object.metadata.name.startsWith('policed-')", message: that name is not for you, reason: Forbidden}
            """
                .replace("NAME", name))
        .create();
    client
        .resource(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: NAME}
            spec:
              policyName: NAME
              validationActions: [Deny]
              matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}}
            """
                .replace("NAMESPACE", namespace)
                .replace("NAME", name))
        .create();
    await()
        .until(
            () -> {
              try {
                client.resource(ingress("policed-probe")).inNamespace(namespace).dryRun().create();
                return false;
              } catch (KubernetesClientException e) {
                return true;
              }
            });
  }

  private void everyState() throws InterruptedException {
    for (String name : List.of("same", "edited", "left", "gone", "again")) {
      served(name);
    }
    route.stop();
    edit("edited-ing");
    withoutHost("left");
    route.services("gone").delete();
    route.services("again").delete();
    create(service("again"));
    create(service("new"));
    create(service("taken"));
    client.resource(ingress("taken-ing")).inNamespace(namespace).create();
    create(service("mistake", "paths", "81=/"));
    create(service("invalid", "paths", "80=/a//b"));
    create(service("policed"));
    police();
    create(route.service("plain", 80, Map.of()));
    create(route.service("emptied", 80, Map.of(HOST, "")));
  }

  @Test
  void allObjectsOfARouteAreComparedAndNothingIsWritten() throws Exception {
    everyState();
    DiffRun diff = everyRight();
    Result result = diff.run(ROUTE);
    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace(namespace + "/", "NS/").lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).isEqualTo("NS/again (gone):"),
            line -> assertThat(line).isEqualTo("  removed Ingress NS/again-ing"),
            line -> assertThat(line).isEqualTo("NS/again:"),
            line -> assertThat(line).isEqualTo("  created Ingress NS/again-ing"),
            line -> assertThat(line).isEqualTo("NS/edited:"),
            line -> assertThat(line).isEqualTo("  changed Ingress NS/edited-ing"),
            line ->
                assertThat(line)
                    .isEqualTo("      spec.rules[0].host: \"human.example\" -> \"edited.example\""),
            line -> assertThat(line).isEqualTo("NS/gone (gone):"),
            line -> assertThat(line).isEqualTo("  removed Ingress NS/gone-ing"),
            line -> assertThat(line).isEqualTo("NS/left:"),
            line -> assertThat(line).isEqualTo("  removed Ingress NS/left-ing"),
            line -> assertThat(line).isEqualTo("NS/new:"),
            line -> assertThat(line).isEqualTo("  created Ingress NS/new-ing"),
            line -> assertThat(line).startsWith("NS/invalid: refused (dead): ").contains("//"),
            line ->
                assertThat(line)
                    .startsWith("NS/mistake: refused (dead): Service mistake: ")
                    .contains("names the port \"81\""),
            line ->
                assertThat(line)
                    .startsWith("NS/policed: refused (dead): a policy of the cluster refuses it: ")
                    .contains("that name is not for you"),
            line ->
                assertThat(line)
                    .startsWith("NS/taken: refused (retry): Ingress NS/taken-ing exists and was")
                    .contains("not made by this route"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "11 objects: 2 created, 1 changed, 3 removed, 1 unchanged, 4 refused"));
    assertThat(result.out().lines().skip(13)).as("what is refused comes last").hasSize(5);
    assertThat(result.exit()).isZero();
    assertThat(diff.requests()).doesNotContain("create events");

    JsonNode json = diff.json(ROUTE);
    assertThat(json.path("summary"))
        .hasToString("{\"created\":2,\"changed\":1,\"removed\":3,\"unchanged\":1,\"refused\":4}");
    assertThat(json.path("objects"))
        .filteredOn(o -> o.path("name").asText().endsWith("/edited"))
        .singleElement()
        .satisfies(
            o ->
                assertThat(o.path("changes"))
                    .hasToString(
                        "[{\"verb\":\"changed\",\"kind\":\"Ingress\",\"name\":\""
                            + namespace
                            + "/edited-ing\",\"differences\":[{\"path\":\"spec.rules[0].host\","
                            + "\"before\":\"human.example\",\"after\":\"edited.example\"}]}]"));
  }

  private Path event(String text) throws Exception {
    return Files.writeString(folder.resolve("event"), text);
  }

  private Result one(DiffRun diff, String text) throws Exception {
    return diff.run(ROUTE, "--event", event(text).toString());
  }

  private String live(String name) {
    return Serialization.asYaml(route.services(name).get());
  }

  @Test
  void oneObjectIsComparedAsItIsGiven() throws Exception {
    everyState();
    DiffRun diff = everyRight();

    Result fresh = one(diff, live("new"));
    assertThat(fresh.out()).contains("done: would create Ingress " + namespace + "/new-ing");
    assertThat(fresh.exit()).isZero();

    assertThat(one(diff, live("edited")).out())
        .contains(
            "in the cluster, where nothing was changed:",
            "  changed Ingress " + namespace + "/edited-ing",
            "      spec.rules[0].host: \"human.example\" -> \"edited.example\"");
    assertThat(one(diff, live("same")).out())
        .contains("done: nothing to change", "  unchanged Ingress " + namespace + "/same-ing");
    assertThat(one(diff, live("left")).out())
        .contains("done: would remove Ingress", "  removed Ingress " + namespace + "/left-ing");
    assertThat(one(diff, live("plain")).out()).contains("filtered: it has no annotation");

    String deleted = "{\"type\": \"DELETE\", \"body\": " + Serialization.asJson(service("same"));
    assertThat(one(diff, deleted + "}").out())
        .contains("  removed Ingress " + namespace + "/same-ing");

    Result taken = one(diff, live("taken"));
    assertThat(taken.out()).contains("retry: Ingress", "not made by this route");
    assertThat(taken.exit()).isEqualTo(1);
    Result mistake = one(diff, live("mistake"));
    assertThat(mistake.out()).contains("dead: Service mistake: ");
    assertThat(mistake.exit()).isEqualTo(1);
  }

  @Test
  void aManifestThatIsNotAppliedYetIsCompared() throws Exception {
    served("web");
    route.stop();
    DiffRun diff = everyRight();
    assertThat(one(diff, Serialization.asYaml(service("web", "class", "nginx"))).out())
        .contains("  changed Ingress", "      spec.ingressClassName: nothing -> \"nginx\"");
    assertThat(one(diff, Serialization.asYaml(service("api"))).out())
        .contains("  created Ingress " + namespace + "/api-ing");
  }

  @Test
  void withoutTheRightsOfTheRouteItSaysWhichOneIsLacking() throws Exception {
    served("same");
    served("left");
    route.stop();
    withoutHost("left");
    create(service("new"));
    DiffRun reader =
        new DiffRun(
            kubernetes,
            client,
            namespace,
            "drover.service-ingress.namespace=" + namespace,
            DiffRun.rule("", "services", "list"),
            DiffRun.rule("networking.k8s.io", "ingresses", "get", "list"));
    Result result = reader.run(ROUTE);
    assertThat(result.exit()).isZero();
    assertThat(result.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(namespace + "/left: refused (retry): our account may not delete"),
            line ->
                assertThat(line)
                    .startsWith(
                        namespace
                            + "/new: refused (retry): our account may not patch"
                            + " ingresses.networking.k8s.io in namespace "
                            + namespace
                            + ": grant it that right; "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "3 objects: 0 created, 0 changed, 0 removed, 1 unchanged, 2 refused"));
  }

  @Test
  void whoMayNotListIsToldSo() throws Exception {
    route.stop();
    DiffRun nobody =
        new DiffRun(kubernetes, client, namespace, "drover.service-ingress.namespace=" + namespace);
    Result result = nobody.run(ROUTE);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().strip())
        .startsWith("asking the cluster: ingresses.networking.k8s.io is forbidden: ")
        .contains("cannot list resource")
        .hasLineCount(1);
  }

  @Test
  void aRouteThatWatchesNothingThatIsThereSaysSo() throws Exception {
    route.stop();
    assertThat(everyRight().run(ROUTE).out())
        .isEqualTo(
            """
            nothing that the route watches is in the cluster
            0 objects: 0 created, 0 changed, 0 removed, 0 unchanged, 0 refused
            """);
  }
}
