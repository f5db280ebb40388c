package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.Drover;
import io.drover.delivery.DeadLetter;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Replays;
import io.drover.delivery.Settlement;
import io.drover.delivery.TransientException;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import io.nats.client.Connection;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each of several routes gets of one stream, while they come, fail, change and go. */
@RequiresServers("nats")
class RoutesOnOneStreamIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final List<DefaultCamelContext> drovers = new ArrayList<>();
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final List<String> acted = new CopyOnWriteArrayList<>();
  private NatsServer server;
  private Connection connection;

  @BeforeEach
  void start() throws Exception {
    server = new NatsServer();
    connection = server.connect();
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name("EVENTS").subjects("events.>").build());
  }

  @AfterEach
  void stop() throws Exception {
    drovers.forEach(DefaultCamelContext::stop);
    connection.close();
    server.close();
  }

  /** A Drover with a route of its own store, that acts on events of a kind. */
  private DefaultCamelContext run(String route, String kind, String from, Processor action)
      throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    drovers.add(context);
    context
        .getPropertiesComponent()
        .addInitialProperty("drover.store", folder.resolve(route).toString());
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(server.url());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jetstream:EVENTS?backoff=0.2&from=" + from)
                .routeId(route)
                .filter()
                .jq(".kind | test(\"" + kind + "\")")
                .process(action)
                .process(e -> acted.add(route + " " + e.getMessage().getBody(JsonNode.class)))
                .end();
          }
        });
    context.start();
    await().atMost(SOON).until(() -> consumer(route) != null);
    return context;
  }

  private ConsumerInfo consumer(String route) {
    try {
      return connection.jetStreamManagement().getConsumerInfo("EVENTS", "drover-" + route);
    } catch (Exception e) {
      return null; // not there yet
    }
  }

  private static Processor works() {
    return exchange -> {};
  }

  private static Processor failsForNow() {
    return exchange -> {
      throw new TransientException("not now");
    };
  }

  private static Processor refuses() {
    return exchange -> {
      throw new PermanentException("never as it is");
    };
  }

  private void publish(String kind, int number) throws Exception {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("kind", kind).put("n", number);
    connection.jetStream().publish("events.x", event.toString().getBytes(StandardCharsets.UTF_8));
  }

  private long count(String outcome) {
    return settled.stream().filter(each -> each.outcome().word().equals(outcome)).count();
  }

  /** Until the server keeps nothing for a route any more. */
  private void awaitAllAnswered(String route) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              ConsumerInfo info = consumer(route);
              return info.getNumPending() + info.getNumAckPending() == 0;
            });
  }

  @Test
  void anEventThatFailedIsActedOnByTheRouteThatIsStartedMended() throws Exception {
    DefaultCamelContext failing = run("a", "x", "FIRST", failsForNow());
    publish("x", 1);
    await().atMost(SOON).until(() -> count("retry") > 0);
    failing.stop();
    run("a", "x", "FIRST", works());
    awaitAllAnswered("a");
    assertThat(acted).containsExactly("a {\"kind\":\"x\",\"n\":1}");
  }

  @Test
  void anEventThatCannotSucceedIsNotGivenToTheMendedRouteUnlessItIsReplayed() throws Exception {
    DefaultCamelContext refusing = run("a", "x", "FIRST", refuses());
    publish("x", 1);
    await().atMost(SOON).until(() -> count("dead") == 1);
    refusing.stop();
    run("a", "x", "FIRST", works());
    publish("x", 2);
    await().atMost(SOON).until(() -> count("done") == 1);
    awaitAllAnswered("a");
    assertThat(acted).containsExactly("a {\"kind\":\"x\",\"n\":2}");
    FolderStore.requests(folder.resolve("a")).submit(Replays.request(letters(), false));
    await().atMost(SOON).until(() -> count("done") == 2);
    assertThat(acted).last().isEqualTo("a {\"kind\":\"x\",\"n\":1}");
  }

  private List<String> letters() throws Exception {
    try (TableSnapshot table = FolderStore.read(folder.resolve("a"), DeadLetter.TABLE)) {
      return table.keys();
    }
  }

  @Test
  void aRouteThatBeginsLaterHasOnlyWhatComesAfterIt() throws Exception {
    run("a", "x|y", "FIRST", works());
    publish("x", 1);
    await().atMost(SOON).until(() -> acted.size() == 1);
    run("b", "x|y", "NEW", works());
    publish("y", 2);
    await().atMost(SOON).until(() -> acted.size() == 3);
    assertThat(acted)
        .containsExactlyInAnyOrder(
            "a {\"kind\":\"x\",\"n\":1}",
            "a {\"kind\":\"y\",\"n\":2}",
            "b {\"kind\":\"y\",\"n\":2}");
  }

  @Test
  void whatOneRouteCouldNotDoComesAgainToItAlone() throws Exception {
    DefaultCamelContext failing = run("a", "x", "FIRST", failsForNow());
    run("b", "x", "FIRST", works());
    publish("x", 1);
    await().atMost(SOON).until(() -> count("retry") > 0 && count("done") == 1);
    failing.stop();
    run("a", "x", "FIRST", works());
    awaitAllAnswered("a");
    awaitAllAnswered("b");
    assertThat(acted)
        .containsExactlyInAnyOrder("b {\"kind\":\"x\",\"n\":1}", "a {\"kind\":\"x\",\"n\":1}");
  }

  @Test
  void whatTheFormerConditionJudgedIsNotJudgedAgainByTheNextOne() throws Exception {
    DefaultCamelContext former = run("a", "y", "FIRST", works());
    publish("x", 1);
    await().atMost(SOON).until(() -> count("filtered") == 1);
    awaitAllAnswered("a");
    former.stop();
    run("a", "x", "FIRST", works());
    publish("y", 2);
    await().atMost(SOON).until(() -> count("filtered") == 2);
    awaitAllAnswered("a");
    assertThat(acted).isEmpty();
  }

  @Test
  void aChangedFilterJudgesAllThatWait() throws Exception {
    run("a", "x", "FIRST", works()).stop();
    for (int n = 0; n < 500; n++) {
      publish(n % 2 == 0 ? "x" : "y", n);
    }
    run("a", "y", "FIRST", works());
    await().atMost(SOON).until(() -> settled.size() == 500);
    awaitAllAnswered("a");
    List<String> odd =
        IntStream.range(0, 500)
            .filter(n -> n % 2 == 1)
            .mapToObj(n -> "a {\"kind\":\"y\",\"n\":" + n + "}")
            .toList();
    assertThat(acted).containsExactlyInAnyOrderElementsOf(odd);
    assertThat(count("filtered")).isEqualTo(250);
  }
}
