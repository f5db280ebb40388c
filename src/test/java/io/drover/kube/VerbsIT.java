package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.Drover;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each verb does on a real API server, and what becomes of each refusal. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class VerbsIT {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final KubernetesClient client;
  private final String namespace;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private JsonNode body;
  @TempDir private Path store;

  VerbsIT(KubernetesApi kubernetes) {
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
  }

  @BeforeEach
  void start() throws Exception {
    context.getRegistry().bind("kubernetesClient", client);
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:plain").routeId("plain").to("kube:apply?namespace=" + namespace).id("act");
            from("direct:none").routeId("none").to("kube:apply").id("act-anywhere");
            from("direct:force")
                .routeId("force")
                .to("kube:apply?force=true&namespace=" + namespace)
                .id("take");
            from("direct:json")
                .routeId("json")
                .to(
                    "kube:patch?patchType=json&apiVersion=v1&kind=ConfigMap&name=c&namespace="
                        + namespace)
                .id("change");
            from("direct:strategic")
                .routeId("strategic")
                .to("kube:patch?patchType=strategic&namespace=" + namespace)
                .id("merge");
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    client.close();
  }

  private Settlement send(String id, String route, String verb, String yaml) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    CompletableFuture<Settlement> settled = new CompletableFuture<>();
    CloudEvent event = new CloudEvent(id, "test:", "t", "k", null);
    if (Delivery.start(exchange, route, event, YAML.readTree("{}"), 0, settled::complete) != null) {
      exchange.getMessage().setBody(YAML.readTree(yaml));
      exchange.getMessage().setHeader(KubeConstants.OPERATION, verb);
      context.createProducerTemplate().send("direct:" + route, exchange);
      body = exchange.getMessage().getBody(JsonNode.class);
    }
    return settled.get(20, TimeUnit.SECONDS);
  }

  private Settlement send(String id, String verb, String yaml) throws Exception {
    return send(id, "plain", verb, yaml);
  }

  private static String map(String name, String value) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: '%s'}}"
        .formatted(name, value);
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

  private static void expect(Settlement settlement, Outcome outcome, String... words) {
    assertThat(settlement.outcome()).as(settlement.reason()).isEqualTo(outcome);
    assertThat(settlement.reason()).contains(words);
  }

  @Test
  void whatIsCreatedSaysWhatForAndIsTheNewBody() throws Exception {
    expect(send("e", "create", map("c", "1")), Outcome.DONE, "created ConfigMap " + namespace);
    assertThat(body.at("/metadata/uid").asText()).isEqualTo(there("c").getMetadata().getUid());
    assertThat(there("c").getMetadata().getAnnotations()).containsEntry("drover.io/event-id", "e");
    expect(send("e", "create", map("c", "1")), Outcome.DUPLICATE, "was there");
  }

  @Test
  void whatAnotherMadeIsNeverTakenForCreated() throws Exception {
    make("c");
    expect(send("e", "create", map("c", "1")), Outcome.DEAD, "one of that name exists");
    assertThat(there("c").getData()).containsEntry("a", "theirs");
  }

  @Test
  void aListThatFailsInTheMiddleGoesOnWhereItWas() throws Exception {
    String other = namespace + "-late";
    String list =
        "[%s, {apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: %s}}, %s]"
            .formatted(map("first", "1"), other, map("last", "1"));
    expect(send("e", "create", list), Outcome.RETRY, "creating ConfigMap " + other + "/m");
    String uid = there("first").getMetadata().getUid();
    assertThat(there("last")).isNull();
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(other).endMetadata().build())
        .create();
    expect(
        send("e", "create", list),
        Outcome.DONE,
        "first was there, created ConfigMap " + other + "/m, created ConfigMap");
    assertThat(there("first").getMetadata().getUid()).isEqualTo(uid);
    assertThat(body).hasSize(3);
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
    assertThat(body.at("/data/a").asText()).isEqualTo("merged");
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
    assertThat(body.path("reason").asText()).isEqualTo("NotFound");
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
      expect(send("e-" + verb, verb, misspelt), Outcome.DEAD, "dota");
    }
  }

  @Test
  void aValueThatIsInvalidIsDead() throws Exception {
    String invalid = map("c", "1").replace("data: {a:", "data: {'no/key':");
    expect(send("e", "apply", invalid), Outcome.DEAD, "no/key");
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
