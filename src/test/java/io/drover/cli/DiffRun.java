package io.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/**
 * {@code drover explain --diff} in this process, as an account of its own. Each run must have asked
 * for nothing but dry runs, and have left every object of the namespace as it was.
 */
final class DiffRun {
  private static final String ACCOUNT = "explainer";
  private static final List<String> READS = List.of("get", "list", "watch");

  private final KubernetesApi kubernetes;
  private final KubernetesClient admin;
  private final String namespace;
  private final Path kubeconfig;
  private final Path config;

  /**
   * @param properties lines of the command's {@code --config}
   */
  DiffRun(
      KubernetesApi kubernetes,
      KubernetesClient admin,
      String namespace,
      String properties,
      PolicyRule... rules)
      throws IOException {
    this(kubernetes, admin, namespace, properties, account(kubernetes, admin, namespace, rules));
  }

  private DiffRun(
      KubernetesApi kubernetes,
      KubernetesClient admin,
      String namespace,
      String properties,
      Path kubeconfig)
      throws IOException {
    this.kubernetes = kubernetes;
    this.admin = admin;
    this.namespace = namespace;
    this.kubeconfig = kubeconfig;
    config = Files.writeString(Files.createTempFile("drover", ".properties"), properties);
  }

  /** As one who may do all; what was asked for is not known then. */
  static DiffRun asAdministrator(
      KubernetesApi kubernetes, KubernetesClient admin, String namespace, String properties)
      throws IOException {
    return new DiffRun(kubernetes, admin, namespace, properties, kubernetes.kubeconfig());
  }

  private static Path account(
      KubernetesApi kubernetes, KubernetesClient admin, String namespace, PolicyRule... rules)
      throws IOException {
    grant(admin, namespace, rules);
    return kubernetes.kubeconfig(token(admin, namespace));
  }

  static PolicyRule rule(String group, String resource, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  private static void grant(KubernetesClient admin, String namespace, PolicyRule... rules) {
    create(
        admin,
        namespace,
        new ServiceAccountBuilder().withNewMetadata().withName(ACCOUNT).endMetadata().build(),
        new RoleBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .endMetadata()
            .withRules(rules)
            .build(),
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", ACCOUNT)
            .addNewSubject("", "ServiceAccount", ACCOUNT, namespace)
            .build());
  }

  private static void create(KubernetesClient admin, String namespace, HasMetadata... objects) {
    for (HasMetadata object : objects) {
      admin.resource(object).inNamespace(namespace).create();
    }
  }

  private static String token(KubernetesClient admin, String namespace) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(ACCOUNT)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }

  /** Runs {@code explain ROUTE --diff} with more arguments. */
  DroverProcess.Result run(Path route, String... arguments) throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("explain", route.toString(), "--diff", "--config", config.toString()));
    all.addAll(List.of(arguments));
    List<String> before = versions();
    DroverProcess.Result result = inThisProcess(all);
    assertThat(versions()).isEqualTo(before);
    assertThat(writes()).allMatch(uri -> uri.contains("dryRun=All"));
    return result;
  }

  /** Its standard output as JSON. */
  JsonNode json(Path route, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    return new ObjectMapper().readTree(run(route, all.toArray(String[]::new)).out());
  }

  private DroverProcess.Result inThisProcess(List<String> arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    Logger logger = (Logger) LoggerFactory.getLogger("io.drover");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF); // as the command's own process has it
    System.setProperty("kubeconfig", kubeconfig.toString());
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      int exit = Main.run(arguments.toArray(String[]::new));
      return new DroverProcess.Result(exit, printed.toString(UTF_8), complained.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.clearProperty("kubeconfig");
      logger.setLevel(level);
    }
  }

  /** Every object that a run could touch, with its version. */
  private List<String> versions() {
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(admin.services().inNamespace(namespace).list().getItems());
    objects.addAll(admin.configMaps().inNamespace(namespace).list().getItems());
    objects.addAll(admin.network().v1().ingresses().inNamespace(namespace).list().getItems());
    objects.addAll(admin.events().v1().events().inNamespace(namespace).list().getItems());
    objects.addAll(workflows());
    return objects.stream()
        .map(
            o ->
                o.getKind()
                    + " "
                    + o.getMetadata().getName()
                    + " "
                    + o.getMetadata().getResourceVersion())
        .toList();
  }

  /** A kind that was just made is answered 429 for a moment. */
  private List<GenericKubernetesResource> workflows() {
    if (admin.getApiResources("argoproj.io/v1alpha1") == null) {
      return List.of();
    }
    return Awaitility.await()
        .ignoreExceptionsInstanceOf(KubernetesClientException.class)
        .until(
            () ->
                admin
                    .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
                    .inNamespace(namespace)
                    .list()
                    .getItems(),
            Objects::nonNull);
  }

  /** The account's requests until now, each as {@code VERB RESOURCE}. */
  List<String> requests() throws IOException {
    return kubernetes.requestsOf(namespace, ACCOUNT).stream()
        .map(r -> r.path("verb").asText() + " " + r.at("/objectRef/resource").asText())
        .toList();
  }

  /** Of a delete the URI shows what is asked for, and only {@link #versions} what is done. */
  private List<String> writes() throws IOException {
    return kubernetes.requestsOf(namespace, ACCOUNT).stream()
        .filter(request -> !READS.contains(request.path("verb").asText()))
        .map(request -> request.path("requestURI").asText())
        .filter(uri -> !uri.endsWith("/selfsubjectaccessreviews")) // a question
        .toList();
  }
}
