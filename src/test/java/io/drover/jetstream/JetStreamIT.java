package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.Drover;
import io.drover.delivery.DeadLetter;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlement;
import io.drover.delivery.TransientException;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

@RequiresServers("nats")
class JetStreamIT {
  private static NatsServer server;

  @TempDir private Path store;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final List<String> worked = new CopyOnWriteArrayList<>();
  private DefaultCamelContext context;
  private Connection connection;
  private String stream;

  @BeforeAll
  static void startServer() {
    server = new NatsServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    stream = test.getTestMethod().orElseThrow().getName();
    connection = server.connect();
  }

  @AfterEach
  void stop() throws Exception {
    if (context != null) {
      context.stop();
    }
    connection.close();
  }

  private void start(String options, Processor work) throws Exception {
    start(options, work, "log:done?level=DEBUG");
  }

  private void start(String options, Processor work, String to) throws Exception {
    begin(options, work, to);
    await().until(() -> trouble() == null);
  }

  private void begin(String options, Processor work, String to) throws Exception {
    context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(server.url());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jetstream:" + stream + "?streamSubjects=" + stream + ".>" + options)
                .routeId("r")
                .process(exchange -> worked.add(text(exchange)))
                .process(work)
                .to(to)
                .id("sent");
          }
        });
    context.start();
  }

  private static String text(Exchange exchange) {
    return exchange.getMessage().getBody(JsonNode.class).toString();
  }

  private void makeStream() throws Exception {
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name(stream).subjects(stream + ".>").build());
  }

  private void publish(String json) throws Exception {
    connection.jetStream().publish(stream + ".x", json.getBytes(StandardCharsets.UTF_8));
  }

  private ConsumerInfo consumer() throws Exception {
    return connection.jetStreamManagement().getConsumerInfo(stream, "drover-r");
  }

  /** Until the server keeps nothing for the route any more. */
  private void awaitAllAnswered() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ConsumerInfo info = consumer();
              assertThat(info.getNumPending() + info.getNumAckPending()).isZero();
            });
  }

  private List<String> outcomes() {
    return settled.stream().map(each -> each.outcome().word()).toList();
  }

  @Test
  void whatWasThereBeforeAndWhatComesIsDoneOnce() throws Exception {
    makeStream();
    publish("{\"n\":1}");
    start("", exchange -> {});
    publish("{\"n\":2}");
    await().until(() -> settled.size() == 2);
    awaitAllAnswered();
    assertThat(worked).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":2}");
    assertThat(outcomes()).containsOnly("done");
  }

  @Test
  void oneThatFailsComesAgainUntilItIsDone() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    start(
        "&backoff=0.1",
        exchange -> {
          if (attempts.incrementAndGet() < 4) {
            throw new TransientException("not yet");
          }
        });
    publish("{}");
    await().until(() -> outcomes().contains("done"));
    awaitAllAnswered();
    assertThat(outcomes()).containsExactly("retry", "retry", "retry", "done");
  }

  @Test
  void oneThatCannotSucceedIsKeptAsADeadLetterAndHoldsUpNoOther() throws Exception {
    start(
        "",
        exchange -> {
          if (text(exchange).contains("bad")) {
            throw new PermanentException("no good");
          }
        });
    publish("{\"bad\":1}");
    publish("this is not JSON");
    publish("{\"good\":1}");
    await().until(() -> settled.size() == 3);
    awaitAllAnswered();
    assertThat(outcomes()).containsExactlyInAnyOrder("dead", "dead", "done");
    context.stop();
    try (TableSnapshot letters = FolderStore.read(store, DeadLetter.TABLE)) {
      assertThat(letters.keys()).hasSize(2);
    }
  }

  @Test
  void aMessageAtWorkIsNotGivenAgainHoweverLongItTakes() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    start("&ackWaitMillis=1000", exchange -> go.await());
    publish("{}");
    await().until(() -> worked.size() == 1);
    await()
        .during(Duration.ofMillis(3_500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> worked.size() == 1);
    go.countDown();
    awaitAllAnswered();
    assertThat(outcomes()).containsExactly("done");
  }

  @Test
  void noMoreAreAtWorkAtOnceThanConcurrencySays() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    start(
        "&concurrency=3",
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          go.await();
          now.decrementAndGet();
        });
    for (int n = 0; n < 30; n++) {
      publish("{\"n\":" + n + "}");
    }
    await().until(() -> now.get() == 3);
    go.countDown();
    await().until(() -> settled.size() == 30);
    assertThat(most.get()).isEqualTo(3);
    assertThat(consumer().getRedelivered()).isZero();
  }

  @Test
  void thoseWithOneKeyAreDoneInOrderThoughOneFailsAtFirst() throws Exception {
    Map<String, List<Integer>> done = new ConcurrentHashMap<>();
    AtomicInteger failures = new AtomicInteger();
    start(
        "&orderBy=/key&backoff=0.2",
        exchange -> {
          JsonNode body = exchange.getMessage().getBody(JsonNode.class);
          int n = body.path("n").asInt();
          if (n % 10 == 3 && failures.incrementAndGet() % 3 != 0) {
            throw new TransientException("not yet");
          }
          done.computeIfAbsent(body.path("key").asText(), k -> new CopyOnWriteArrayList<>()).add(n);
        });
    for (int n = 0; n < 60; n++) {
      publish("{\"key\":\"k" + n % 3 + "\",\"n\":" + n + "}");
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> done.values().stream().mapToInt(List::size).sum() == 60);
    assertThat(done.values()).hasSize(3).allSatisfy(list -> assertThat(list).isSorted());
  }

  @Test
  void aServerThatIsKilledAndComesBackLosesNothing() throws Exception {
    start("&backoff=0.1", exchange -> {});
    publish("{\"n\":1}");
    await().until(() -> settled.size() == 1);
    server.close();
    await()
        .until(
            () ->
                !context.getComponent("jetstream", JetStreamComponent.class).link().isConnected());
    server.start();
    connection.close();
    connection = server.connect();
    publish("{\"n\":2}");
    await().atMost(Duration.ofSeconds(30)).until(() -> worked.contains("{\"n\":2}"));
    awaitAllAnswered();
    assertThat(outcomes()).doesNotContain("dead", "retry");
  }

  @Test
  void aRouteThatStopsGivesNothingUpAndGoesOnWhereItWas() throws Exception {
    start("&concurrency=2", exchange -> {});
    for (int n = 0; n < 200; n++) {
      publish("{\"n\":" + n + "}");
    }
    await().until(() -> settled.size() > 20);
    context.stop();
    int before = settled.size();
    start("&concurrency=2", exchange -> {});
    await().atMost(Duration.ofSeconds(20)).until(() -> settled.size() >= 200);
    awaitAllAnswered();
    assertThat(before).isLessThanOrEqualTo(200);
    assertThat(worked).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void aChangedSubjectChangesTheConsumerAndSkipsNothingThatWaits() throws Exception {
    makeStream();
    start("&subject=" + stream + ".a", exchange -> {});
    await().untilAsserted(() -> assertThat(consumer()).isNotNull());
    context.stop();
    connection.jetStream().publish(stream + ".a", "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
    connection.jetStream().publish(stream + ".b", "{\"n\":2}".getBytes(StandardCharsets.UTF_8));
    start("&subject=" + stream + ".a," + stream + ".b", exchange -> {});
    await().until(() -> settled.size() == 2);
    assertThat(worked).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void aConsumerThatForgetsIsRefusedWithTheDifferenceUntilItIsMended() throws Exception {
    makeStream();
    JetStreamManagement management = connection.jetStreamManagement();
    management.createConsumer(
        stream,
        ConsumerConfiguration.builder().durable("drover-r").ackPolicy(AckPolicy.All).build());
    publish("{}");
    begin("", exchange -> {}, "log:done?level=DEBUG");
    await().untilAsserted(() -> assertThat(trouble()).contains("ack policy", "drover-r", stream));
    assertThat(worked).isEmpty();
    management.deleteConsumer(stream, "drover-r");
    await().atMost(Duration.ofSeconds(20)).until(() -> settled.size() == 1);
    assertThat(trouble()).isNull();
  }

  private String trouble() {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("jetstream:r"))
        .map(detail -> (String) detail.data().get("trouble"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Test
  void aCloudEventIsTheEventAndItsRedeliveryUnderAnotherMessageIdIsADuplicate() throws Exception {
    start("", exchange -> {});
    Headers headers = new Headers();
    headers.put("ce-id", "e-1").put("ce-source", "/s").put("ce-type", "t").put("ce-subject", "o");
    for (String id : List.of("m1", "m2")) {
      headers.put("Nats-Msg-Id", id);
      connection
          .jetStream()
          .publish(
              NatsMessage.builder()
                  .subject(stream + ".x")
                  .headers(headers)
                  .data("{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                  .build());
    }
    publish(
        "{\"specversion\":\"1.0\",\"id\":\"e-2\",\"source\":\"minio\",\"type\":\"minio\",\"data\":{\"b\":2}}");
    await().until(() -> settled.size() == 3);
    assertThat(outcomes()).containsExactlyInAnyOrder("done", "duplicate", "done");
    assertThat(settled.stream().map(s -> s.event().id())).containsOnly("e-1", "e-2");
    assertThat(worked).containsExactlyInAnyOrder("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void whatIsSentOnIsThereOnceAndKeepsItsCloudEvent() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    String out = "jetstream:" + stream + "Out?subject=" + stream + "Out.y";
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder().name(stream + "Out").subjects(stream + "Out.>").build());
    start("", exchange -> attempts.incrementAndGet(), out);
    Headers headers = new Headers();
    headers.put("ce-id", "e-1").put("ce-source", "/s").put("ce-type", "t");
    headers.put("Nats-Msg-Id", "in-1");
    connection
        .jetStream()
        .publish(
            NatsMessage.builder()
                .subject(stream + ".x")
                .headers(headers)
                .data("{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .build());
    await().until(() -> settled.size() == 1);
    assertThat(settled.get(0).reason()).contains("published message 1 of stream " + stream + "Out");
    JetStreamManagement management = connection.jetStreamManagement();
    Headers sent = management.getMessage(stream + "Out", 1).getHeaders();
    assertThat(sent.getFirst("ce-id")).isEqualTo("e-1");
    assertThat(sent.getFirst("Nats-Msg-Id")).isNotEqualTo("in-1");
    assertThat(management.getStreamInfo(stream + "Out").getStreamState().getMsgCount()).isOne();
  }

  @Test
  void whatCannotBeSentIsTriedUntilTheStreamIsThere() throws Exception {
    String out = "jetstream:" + stream + "Out?subject=" + stream + "Out.y&publishTimeoutMillis=500";
    start("&backoff=0.2", exchange -> {}, out);
    publish("{}");
    await().until(() -> outcomes().contains("retry"));
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder().name(stream + "Out").subjects(stream + "Out.>").build());
    await().atMost(Duration.ofSeconds(30)).until(() -> outcomes().contains("done"));
    assertThat(outcomes()).doesNotContain("dead");
  }
}
