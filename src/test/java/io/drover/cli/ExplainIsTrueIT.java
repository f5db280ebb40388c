package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.event.Outcome;
import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.drover.testing.Trace;
import io.fabric8.kubernetes.api.model.Service;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is explained of an event is what happens to it on a real API server. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ExplainIsTrueIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 120;

  private final KubernetesApi kubernetes;
  private final Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
  @TempDir private Path store;

  ExplainIsTrueIT(KubernetesApi kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Test
  void ofNotificationsAtRandom() throws Exception {
    long seed = System.nanoTime();
    RandomNotifications notifications = new RandomNotifications(seed);
    try (ThumbnailsRoute route = new ThumbnailsRoute(TestClusters.real(kubernetes), store);
        Explained explained =
            new Explained("thumbnails", Map.of("drover.thumbnails.namespace", route.namespace()))) {
      List<JsonNode> made = new ArrayList<>();
      byte[] acted = null;
      for (int i = 0; i < EVENTS; i++) {
        byte[] message = notifications.next();
        List<JsonNode> ofThis = compare(message, route, explained, "seed " + seed + ", event " + i);
        made.addAll(ofThis);
        acted = ofThis.isEmpty() ? acted : message;
      }
      assertThat(acted).as("seed %s: a message that was acted on", seed).isNotNull();
      compare(acted, route, explained, "seed " + seed + ", an event again");
      assertThat(route.workflows())
          .as("seed %s", seed)
          .extracting(Explained::asSent)
          .containsExactlyInAnyOrderElementsOf(made);
      assertThat(seen)
          .as("seed %s", seed)
          .containsKeys(Outcome.DONE, Outcome.FILTERED, Outcome.DUPLICATE, Outcome.DEAD);
    }
  }

  /** The Workflows that it should have made. */
  private List<JsonNode> compare(
      byte[] message, ThumbnailsRoute route, Explained explained, String where) throws Exception {
    String what = where + ": " + beginning(message);
    HttpResponse<String> answer = route.sender().post(message);
    JsonNode said = JSON.readTree(answer.body());
    Outcome outcome = Outcome.valueOf(said.path("outcome").asText().toUpperCase(Locale.ROOT));
    seen.merge(outcome, 1, Integer::sum);
    Trace trace = explained.of(message, outcome, what + " was answered by " + said);
    if (said.has("reason")) { // of what was acted on the sender is not told
      assertThat(trace.settlement().reason()).as(what).isEqualTo(said.path("reason").asText());
    }
    return outcome == Outcome.DONE ? Explained.objects(trace, what) : List.of();
  }

  @Test
  void ofServicesAtRandom() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomServices services = new RandomServices(seed);
    try (IngressRoute route = new IngressRoute(TestClusters.real(kubernetes));
        Explained explained =
            new Explained(
                "service-ingress", Map.of("drover.service-ingress.namespace", route.namespace()))) {
      String elsewhere = KubernetesApi.newNamespace(route.client());
      int unannotated = 0;
      ServiceHistory history = new ServiceHistory(route, explained, "seed " + seed);
      for (int i = 0; i < EVENTS; i++) {
        String name = "web-" + random.nextInt(25);
        int what = random.nextInt(10);
        boolean gone = what == 0 && history.has(name);
        Service service = services.service(what == 1 ? elsewhere : route.namespace(), name);
        if (what == 2 && ++unannotated <= 8) { // more would be held by the guard
          service.getMetadata().getAnnotations().remove("autodeploy-ingress-host");
        }
        seen.merge(gone ? history.delete(name) : history.put(service), 1, Integer::sum);
      }
      history.assertThatNothingWasDoneForOthers();
      assertThat(seen)
          .as("seed %s", seed)
          .containsOnlyKeys(Outcome.DONE, Outcome.FILTERED, Outcome.DEAD);
    }
  }

  private static String beginning(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.length() > 3_000 ? text.substring(0, 3_000) + "..." : text;
  }
}
