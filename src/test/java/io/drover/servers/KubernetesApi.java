package io.drover.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.Drover;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A real kube-apiserver on a real etcd, with the Workflow kind of Argo. Nothing else of Kubernetes
 * runs: no controllers, so no garbage collection either.
 */
public final class KubernetesApi implements AutoCloseable {
  private static final String ADMIN_TOKEN = "admin-token";
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final Path folder;
  private final int etcdPort = Ports.free();
  private final int port = Ports.free();
  private final ServerProcess etcd;
  private ServerProcess apiServer;
  private boolean servesHttpRoutes;

  KubernetesApi() {
    this(false);
  }

  private KubernetesApi(boolean fsync) {
    try {
      folder = Files.createTempDirectory("drover-kubernetes");
      writeKeys();
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("preparing the API server", e);
    }
    String clients = "http://127.0.0.1:" + etcdPort;
    etcd =
        ServerProcess.start(
            "etcd",
            folder,
            Map.of(),
            "--data-dir",
            folder.resolve("etcd").toString(),
            "--listen-client-urls",
            clients,
            "--advertise-client-urls",
            clients,
            "--listen-peer-urls",
            "http://127.0.0.1:" + Ports.free(),
            "--unsafe-no-fsync=" + !fsync,
            "--log-level",
            "error");
    startApiServer();
    install("argo-workflows", "crds/full/argoproj.io_workflows.yaml");
    awaitServed("/apis/argoproj.io/v1alpha1", "workflows");
  }

  /**
   * Starts one outside of tests.
   *
   * @param fsync whether etcd has what it stores on disk before it answers; for tests it need not
   */
  public static KubernetesApi start(boolean fsync) {
    return new KubernetesApi(fsync);
  }

  /** What it needs and is not built on this machine. */
  public static List<String> missing() {
    return Stream.of("etcd", "kube-apiserver", "argo-workflows")
        .filter(name -> Binaries.folder(name) == null)
        .toList();
  }

  private void startApiServer() {
    apiServer =
        ServerProcess.start(
            "kube-apiserver",
            folder,
            Map.of(),
            "--etcd-servers",
            "http://127.0.0.1:" + etcdPort,
            "--bind-address=127.0.0.1",
            "--secure-port",
            String.valueOf(port),
            "--cert-dir",
            folder.resolve("certs").toString(),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file",
            folder.resolve("sa.pub").toString(),
            "--service-account-signing-key-file",
            folder.resolve("sa.key").toString(),
            "--service-cluster-ip-range=10.96.0.0/16",
            "--authorization-mode=RBAC",
            "--token-auth-file",
            folder.resolve("tokens.csv").toString(),
            "--disable-admission-plugins=ServiceAccount",
            "--allow-privileged=true",
            "--audit-policy-file",
            folder.resolve("audit-policy.yaml").toString(),
            "--audit-log-path",
            folder.resolve("audit.log").toString(),
            "--audit-log-maxsize=2000"); // megabytes, before it begins another file
    try (KubernetesClient client = newClient()) {
      apiServer.awaitReady(() -> client.raw("/readyz").equals("ok"));
    }
  }

  /** Kills the API server and starts it again, on the same port and the same etcd. */
  public void restartApiServer() {
    apiServer.close();
    startApiServer();
  }

  /**
   * Has etcd forget all states but the present one: a watch that goes on from an older one is told
   * 410 Gone, once the API server was started again and has forgotten them too.
   */
  public void compact() {
    long revision = etcd("range", "{\"key\": \"AA==\"}").at("/header/revision").asLong();
    JsonNode unused =
        etcd("compaction", "{\"revision\": \"" + revision + "\", \"physical\": true}");
  }

  /**
   * A call of etcd's <a href="https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/">gateway</a>.
   */
  private JsonNode etcd(String call, String body) {
    URI address = URI.create("http://127.0.0.1:" + etcdPort + "/v3/kv/" + call);
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new IllegalStateException("etcd's " + call + " answered " + answer.body());
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("calling etcd's " + call, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("calling etcd's " + call, e);
    }
  }

  private void writeKeys() throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    Files.writeString(folder.resolve("sa.key"), pem("PRIVATE", keys.getPrivate().getEncoded()));
    Files.writeString(folder.resolve("sa.pub"), pem("PUBLIC", keys.getPublic().getEncoded()));
    Files.writeString(folder.resolve("tokens.csv"), ADMIN_TOKEN + ",admin,admin,system:masters\n");
    Files.writeString(
        folder.resolve("audit-policy.yaml"),
        """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
          - level: RequestResponse
            verbs: ["create"]
            resources: [{group: argoproj.io, resources: ["workflows"]}]
          - level: Metadata
            userGroups: ["system:serviceaccounts"]
          - level: None
        """);
  }

  private static String pem(String kind, byte[] key) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN " + kind + " KEY-----\n" + text + "\n-----END " + kind + " KEY-----\n";
  }

  /** Has it serve HTTPRoutes from now on; needs the definitions named gateway-api. */
  public synchronized void serveHttpRoutes() {
    if (!servesHttpRoutes) {
      install("gateway-api", "crds/gateway.networking.k8s.io_httproutes.yaml");
      awaitServed("/apis/gateway.networking.k8s.io/v1", "httproutes");
      servesHttpRoutes = true;
    }
  }

  /** Has it serve the kind that a CustomResourceDefinition defines. */
  private void install(String server, String definition) {
    Path file = Binaries.folder(server).resolve(definition);
    try (KubernetesClient client = newClient()) {
      String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
      client.raw(path, "POST", largeYaml().readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalStateException("reading " + file, e);
    }
  }

  /** For some moments after it has learnt or read a kind, the server says now yes, now 429. */
  private void awaitServed(String api, String plural) {
    try (KubernetesClient client = newClient()) {
      Awaitility.await(plural + " are served")
          .atMost(30, TimeUnit.SECONDS)
          .during(1, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(
              () ->
                  client.raw(api).contains("\"" + plural + "\"")
                      && client.raw(api + "/" + plural) != null);
    }
  }

  /** Reads what is larger than the 3 MB that the parser takes by itself. */
  private static YAMLMapper largeYaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(32 * 1024 * 1024);
    return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
  }

  /** How an administrator connects. */
  public Config config() {
    return config(ADMIN_TOKEN);
  }

  /** How the bearer of a token connects. */
  public Config config(String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://127.0.0.1:" + port + "/")
        .withOauthToken(token)
        .withTrustCerts(true)
        .withNamespace("default")
        .build();
  }

  /** A client for an administrator, to be closed by the caller. */
  public KubernetesClient newClient() {
    return Drover.kubernetesClient(config());
  }

  /** A kubeconfig file for an administrator. */
  public Path kubeconfig() throws IOException {
    return kubeconfig(ADMIN_TOKEN);
  }

  /** A kubeconfig file for the bearer of a token. */
  public Path kubeconfig(String token) throws IOException {
    return kubeconfig(token, URI.create("https://127.0.0.1:" + port));
  }

  /** A kubeconfig file for an administrator who connects by way of another server. */
  public Path kubeconfigBy(URI server) throws IOException {
    return kubeconfig(ADMIN_TOKEN, server);
  }

  private Path kubeconfig(String token, URI server) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
          - name: test
            cluster: {server: "%s", insecure-skip-tls-verify: true}
        users:
          - name: bearer
            user: {token: "%s"}
        contexts:
          - name: test
            context: {cluster: test, user: bearer}
        """
            .formatted(server, token);
    return Files.writeString(Files.createTempFile(folder, "kubeconfig", ""), text);
  }

  /** The requests of a service account, as the server's audit log has them: events of its API. */
  public List<JsonNode> requestsOf(String namespace, String account) throws IOException {
    String user = "system:serviceaccount:" + namespace + ":" + account;
    return audited(request -> request.at("/user/username").asText().equals(user));
  }

  /** The Workflows that were created in a namespace, as they then were, by the audit log. */
  public List<JsonNode> createdWorkflows(String namespace) throws IOException {
    return audited(
            request ->
                request.path("level").asText().equals("RequestResponse")
                    && request.at("/objectRef/namespace").asText().equals(namespace)
                    && request.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_CREATED)
        .stream()
        .map(request -> request.get("responseObject"))
        .toList();
  }

  private List<JsonNode> audited(Predicate<JsonNode> condition) throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("audit.log"))) {
      JsonNode request = new ObjectMapper().readTree(line);
      if (condition.test(request)) {
        requests.add(request);
      }
    }
    return requests;
  }

  /** Makes a namespace that no other test uses. */
  public static String newNamespace(KubernetesClient client) {
    String name = "test-" + NAMESPACES.incrementAndGet();
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  @Override
  public void close() {
    apiServer.close();
    etcd.close();
  }
}
