package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas are those of a real API server, and what they make of an object is what it does. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows", "gateway-api"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemasIT {
  /** How a server words what a schema knows; all else it refuses is beyond schemas. */
  private static final Pattern BY_SCHEMA =
      Pattern.compile(
          "strict decoding error: unknown field|cannot unmarshal|in body must be of type"
              + "|quantities must match|illegal base64|in body should match|Unsupported value");

  private static final Pattern UNKNOWN = Pattern.compile("unknown field \"([^\"]+)\"");

  private final KubernetesClient client;
  private final String namespace;
  private final ObjectSchemas schemas = ObjectSchemas.bundled().with(SchemaCases.DEFINITIONS);

  SchemasIT(KubernetesApi kubernetes) throws IOException {
    kubernetes.serveHttpRoutes();
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
    installWidgets();
  }

  private void installWidgets() throws IOException {
    String text = Files.readString(SchemaCases.DEFINITIONS.resolve("widgets.yaml"));
    JsonNode definition = new YAMLMapper().readTree(text.substring(text.indexOf("---")));
    client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "POST", definition);
    Awaitility.await("the Widget kind is served")
        .atMost(30, TimeUnit.SECONDS)
        .during(1, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> client.raw("/apis/example.com/v1/widgets") != null);
  }

  @AfterAll
  void removeWidgets() {
    String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    client.raw(definitions + "widgets.example.com", "DELETE", null);
    client.close();
  }

  @Test
  void theSchemasInTheJarAreThoseOfTheServer() throws IOException {
    Map<String, String> committed = new TreeMap<>();
    Map<String, String> served = new SchemaSources(client).files();
    for (String name : served.keySet()) {
      committed.put(name, Files.readString(SchemaFiles.FOLDER.resolve(name)));
    }
    assertThat(committed).as("src/test/servers/schemas.sh writes them anew").isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource({
    "an Ingress, /apis/networking.k8s.io/v1, ingresses",
    "a Service, /api/v1, services",
    "a ConfigMap, /api/v1, configmaps",
    "a Secret, /api/v1, secrets",
    "a Deployment, /apis/apps/v1, deployments",
    "a Job, /apis/batch/v1, jobs",
    "a CronJob, /apis/batch/v1, cronjobs",
    "an HTTPRoute, /apis/gateway.networking.k8s.io/v1, httproutes",
    "a Workflow, /apis/argoproj.io/v1alpha1, workflows",
    "the bundled Workflow, /apis/argoproj.io/v1alpha1, workflows",
    "a custom kind, /apis/example.com/v1, widgets"
  })
  void theServerSaysTheSameOfEachChange(String name, String api, String plural) throws IOException {
    JsonNode object =
        SchemaCases.all().stream().filter(c -> c.name().equals(name)).findFirst().get().object();
    String path = api + "/namespaces/" + namespace + "/" + plural;
    ((ObjectNode) object.path("metadata")).put("namespace", namespace);
    assertThat(refusal(path, object)).isEmpty();
    int both = 0;
    for (Mutant mutant : Mutant.of(object)) {
      String what = mutant.change() + " " + mutant.path() + ": ";
      String refusal = refusal(path, mutant.object());
      List<String> problems = schemas.problems(mutant.object());
      if (BY_SCHEMA.matcher(refusal).find()) {
        assertThat(problems).as(what + refusal).isNotEmpty();
        both++;
      }
      if (refusal.isEmpty()) {
        assertThat(problems).as(what + "accepted").isEmpty();
      }
      Matcher unknown = UNKNOWN.matcher(refusal);
      if (unknown.find()) {
        assertThat(problems).anyMatch(p -> plain(p).startsWith(unknown.group(1) + ": unknown "));
      }
    }
    assertThat(both).isGreaterThan(5);
  }

  /** A server writes all keys alike. */
  private static String plain(String problem) {
    return problem.replaceAll("\\[\"([^\"]+)\"]", ".$1");
  }

  /** What the server would say to creating an object; empty if it would. */
  private String refusal(String path, JsonNode object) {
    try {
      client.raw(path + "?dryRun=All&fieldValidation=Strict", "POST", object);
      return "";
    } catch (KubernetesClientException e) {
      return e.getMessage();
    }
  }
}
