package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verbs of {@code kube:} would change in a real cluster. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ExplainDiffVerbsIT {
  private static final String MAP =
      "{apiVersion: \"v1\", kind: \"ConfigMap\", metadata: {name: \"%s\"}, data: {a: \"%s\"}}";

  private static final String[] CHANGED = {"  changed ConfigMap NS/there\n", "theirs", "ours"};

  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  private DiffRun diff;
  @TempDir private Path folder;

  ExplainDiffVerbsIT(KubernetesApi kubernetes) {
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
            "",
            DiffRun.rule("", "configmaps", "list", "get", "create", "update", "patch", "delete"));
    configMap("owner", Map.of("make", "yes"));
    configMap("there", Map.of());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void configMap(String name, Map<String, String> annotations) {
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .addToData("a", "theirs")
                .build())
        .create();
  }

  /** What is printed of a route that acts on what the jq says for the one watched ConfigMap. */
  private String run(String verb, String jq, String... options) throws Exception {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < options.length; i += 2) {
      more.append(", ").append(options[i]).append(": ").append(options[i + 1]);
    }
    Path route =
        Files.writeString(
            folder.resolve("r.camel.yaml"),
            """
            - route:
                id: r
                from:
                  uri: kamelet:kube-watch-source
                  parameters: {apiVersion: v1, kind: ConfigMap, namespace: NAMESPACE, annotation: make}
                  steps:
                    - transform: {id: objects, jq: {expression: 'JQ'}}
                    - to: {id: act, uri: "kube:VERB", parameters: {namespace: NAMESPACE OPTIONS}}
            """
                .replace("NAMESPACE", namespace)
                .replace("VERB", verb)
                .replace("OPTIONS", more.toString())
                .replace("JQ", jq));
    DroverProcess.Result result = diff.run(route);
    assertThat(result.err()).isEmpty();
    return result.out().replace(namespace, "NS");
  }

  private static String map(String name, String value) {
    return MAP.formatted(name, value);
  }

  @Test
  void whatIsMade() throws Exception {
    assertThat(run("create", map("m", "1"))).contains("  created ConfigMap NS/m\n");
    assertThat(run("apply", map("m", "1"))).contains("  created ConfigMap NS/m\n");
  }

  @Test
  void whatIsChanged() throws Exception {
    assertThat(run("apply", map("there", "ours"), "force", "true")).contains(CHANGED);
    assertThat(run("replace", map("there", "ours"))).contains(CHANGED);
    assertThat(run("patch", map("there", "ours"))).contains(CHANGED);
    String json = "[{op: \"replace\", path: \"/data/a\", value: \"ours\"}]";
    assertThat(
            run(
                "patch",
                json,
                "patchType",
                "json",
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "name",
                "there"))
        .contains(CHANGED);
  }

  @Test
  void whatAnotherManagerOwnsIsARefusal() throws Exception {
    assertThat(run("apply", map("there", "ours")))
        .contains("refused (retry): applying ConfigMap NS/there: ", ".data.a");
  }

  @Test
  void whatStaysAsItIs() throws Exception {
    assertThat(run("patch", map("there", "theirs")))
        .contains("0 created, 0 changed, 0 removed, 1 unchanged, 0 refused");
  }

  @Test
  void whatIsRemoved() throws Exception {
    assertThat(run("delete", map("there", "1"))).contains("  removed ConfigMap NS/there\n");
    assertThat(run("delete", map("gone", "1"))).startsWith("0 objects: ");
  }

  @Test
  void ofAListWhatIsBeforeARefusalIsShownToo() throws Exception {
    assertThat(run("create", "[" + map("m", "1") + ", " + map("there", "1") + "]"))
        .contains("refused (dead): creating ConfigMap NS/there: one of that name exists")
        .contains("  created ConfigMap NS/m\n");
  }
}
