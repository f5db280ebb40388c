package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.delivery.DeadLetter;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Sources that give their events to a stream, from which replicas take them. */
@RequiresServers("nats")
class BusIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Processor NOTHING = exchange -> {};
  private static NatsServer server;

  @TempDir private Path folder;
  private final List<BusReplica> replicas = new ArrayList<>();
  private Connection connection;
  private String stream;

  @BeforeAll
  static void startServer() {
    server = new NatsServer("max_payload: 100000");
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
    replicas.parallelStream().forEach(BusReplica::close);
    connection.close();
  }

  private BusReplica replica(String options) {
    Path store = folder.resolve("store-" + replicas.size());
    BusReplica replica = new BusReplica(server, "jetstream:" + stream + options, store);
    replicas.add(replica);
    return replica;
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(n -> n + ".gif").toList();
  }

  private static void postAll(BusReplica replica, List<String> keys) {
    keys.parallelStream()
        .forEach(key -> assertThat(replica.post(key).body()).contains("queued on stream"));
  }

  private List<String> worked() {
    return replicas.stream().flatMap(each -> each.worked.stream()).toList();
  }

  private long settled(String outcome) {
    return replicas.stream().mapToLong(each -> each.settled(outcome)).sum();
  }

  private StreamState state() throws Exception {
    return connection.jetStreamManagement().getStreamInfo(stream).getStreamState();
  }

  private void awaitEmpty() {
    await().atMost(LONG).untilAsserted(() -> assertThat(state().getMsgCount()).isZero());
  }

  @Test
  void ofThreeReplicasEachEventIsActedOnByOne() throws Exception {
    for (int n = 0; n < 3; n++) {
      replica("?concurrency=4").start(NOTHING);
    }
    HttpResponse<String> answer = replicas.get(0).post("first.gif");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"outcome\":\"done\",\"reason\":\"queued on stream " + stream + " as message 1\"}");
    postAll(replicas.get(0), keys(300));
    await().atMost(LONG).until(() -> settled("done") == 301);
    assertThat(worked()).doesNotHaveDuplicates().hasSize(301);
    assertThat(replicas).allSatisfy(each -> assertThat(each.worked).hasSizeGreaterThan(20));
    assertThat(settled("retry") + settled("duplicate")).isZero();
    awaitEmpty();
  }

  @Test
  void theOthersFinishWhatOneHadThatIsKilled() throws Exception {
    for (int n = 0; n < 3; n++) {
      replica("?concurrency=4&ackWaitMillis=1000").start(NOTHING);
    }
    postAll(replicas.get(0), keys(150));
    replicas.get(1).kill();
    postAll(replicas.get(2), keys(300).subList(150, 300));
    await().atMost(LONG).until(() -> new HashSet<>(worked()).size() == 300);
    awaitEmpty();
    assertThat(settled("dead")).isZero();
  }

  @Test
  void oneThatStopsFinishesWhatItHasAndTheOthersDoTheRest() throws Exception {
    for (int n = 0; n < 3; n++) {
      replica("?concurrency=4").start(NOTHING);
    }
    postAll(replicas.get(0), keys(150));
    replicas.get(1).close();
    postAll(replicas.get(0), keys(300).subList(150, 300));
    await().atMost(LONG).until(() -> settled("done") == 300);
    assertThat(worked()).doesNotHaveDuplicates();
    awaitEmpty();
  }

  @Test
  void whatIsSentAgainIsThereOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    BusReplica replica = replica("").start(exchange -> go.await());
    assertThat(replica.post("a.gif").body()).contains("as message 1");
    assertThat(replica.post("a.gif").body()).contains("queued on stream", "before");
    go.countDown();
    awaitEmpty();
    assertThat(replica.worked).containsExactly("a.gif");
  }

  @Test
  void aChangedFilterJudgesAllThatWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    String options = "?ackWaitMillis=1000&concurrency=1";
    BusReplica old = replica(options).start(exchange -> never.await());
    postAll(old, keys(500));
    assertThat(state().getMsgCount()).isEqualTo(500);
    old.kill();
    String even = "${header.ce-subject} regex '[0-9]*[02468].gif'";
    BusReplica changed = replica(options).start("bucket:webhook?bucket=acme&port=0", even, NOTHING);
    await().atMost(LONG).until(() -> changed.settled.size() == 500);
    awaitEmpty();
    assertThat(changed.settled("done")).isEqualTo(250);
    assertThat(changed.settled("filtered")).isEqualTo(250);
    assertThat(changed.worked).doesNotHaveDuplicates().hasSize(250);
    never.countDown();
  }

  @Test
  void changedConditionsOfTheSourceJudgeAllThatWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BusReplica old = replica("?ackWaitMillis=1000").start(exchange -> never.await());
    postAll(old, List.of("in/1", "in/2", "on/3"));
    old.kill();
    String from = "bucket:webhook?bucket=acme&port=0&prefix=on/";
    BusReplica changed = replica("?ackWaitMillis=1000").start(from, "true", NOTHING);
    await().atMost(LONG).until(() -> changed.settled.size() == 3);
    assertThat(changed.worked).containsExactly("on/3");
    assertThat(changed.settled("filtered")).isEqualTo(2);
    never.countDown();
  }

  @Test
  void whileTheServersAreAwaySendersKeepTheirEventsAndThenAllGoesOn() throws Exception {
    NatsServer own = new NatsServer();
    try (BusReplica replica =
        new BusReplica(own, "jetstream:AWAY?publishTimeoutMillis=500", folder)) {
      replica.start(NOTHING);
      await().until(() -> replica.post("0.gif").statusCode() == 200);
      await().until(() -> replica.worked.contains("0.gif"));
      own.close();
      HttpResponse<String> refused = replica.post("1.gif");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(replica.health("bus:uploads.r").isWell()).isFalse();
      own.start();
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(replica.post("1.gif").body()).contains("queued"));
      await().atMost(LONG).until(() -> replica.worked.contains("1.gif"));
      await().atMost(LONG).until(() -> replica.health("bus:uploads.r").isWell());
    } finally {
      own.close();
    }
  }

  @Test
  void theBodyAndTheAttributesAreThoseThatTheRouteWouldHaveHadWithoutIt() throws Exception {
    String notification =
        """
        {"Records":[{"eventVersion":"2.0","eventSource":"minio:s3","z":null,"a":[null,{}],
          "big":123456789012345678901234567890,"small":1e-300,"float":1.10,"long":9007199254740993,
          "eventName":"s3:ObjectCreated:Put","eventTime":"2026-01-01T00:00:00.123Z",
          "s3":{"bucket":{"name":"acme"},"object":{"key":"t%C3%BC+%22x%22%0A.gif","size":5}}}]}
        """;
    List<String> seen = new CopyOnWriteArrayList<>();
    Processor look = exchange -> seen.add(text(exchange));
    BusReplica with = replica("").start(look);
    BusReplica without = new BusReplica(server, "", folder.resolve("without"));
    replicas.add(without);
    without.start(look);
    with.send(notification);
    await().until(() -> seen.size() == 1);
    without.send(notification);
    await().until(() -> seen.size() == 2);
    assertThat(seen.get(0)).isEqualTo(seen.get(1)).contains("123456789012345678901234567890");
  }

  private static String text(Exchange exchange) {
    return exchange.getMessage().getBody() + " " + exchange.getMessage().getHeaders();
  }

  @Test
  void whatIsForNoRouteDoesNotMakeTheTrip() throws Exception {
    BusReplica replica = replica("").start(NOTHING);
    await().until(() -> replica.health("bus:uploads.r").isWell());
    HttpResponse<String> answer =
        replica.send(
            "{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"other\"},"
                + "\"object\":{\"key\":\"k\"}}}]}");
    assertThat(answer.body()).contains("filtered");
    assertThat(state().getLastSequence()).isZero();
    assertThat(settled("filtered")).isOne();
  }

  @Test
  void whatIsTooLargeForTheServersIsADeadLetterThatSaysSo() throws Exception {
    BusReplica replica = replica("").start(NOTHING);
    HttpResponse<String> answer = replica.post("k".repeat(100_000));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("dead", "bytes with its headers", "100000 (max_payload)");
    assertThat(letters(0)).hasSize(1);
    assertThat(settled("dead")).isOne();
    assertThat(replica.post("k".repeat(45_000)).statusCode()).isEqualTo(200);
    await().until(() -> replica.worked.size() == 1);
  }

  private List<String> letters(int replica) throws Exception {
    try (TableSnapshot letters =
        FolderStore.read(folder.resolve("store-" + replica), DeadLetter.TABLE)) {
      return letters.keys();
    }
  }

  @Test
  void whatFailsComesAgainAndWhatCannotSucceedIsADeadLetterAndGoneFromTheStream() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    BusReplica replica =
        replica("?backoff=0.1")
            .start(
                exchange -> {
                  String key = exchange.getMessage().getHeader("ce-subject", String.class);
                  if (key.startsWith("later") && failures.incrementAndGet() < 3) {
                    throw new TransientException("not yet");
                  }
                  if (key.startsWith("never")) {
                    throw new PermanentException("no good");
                  }
                });
    postAll(replica, List.of("later.gif", "never.gif", "good.gif"));
    await().until(() -> replica.worked.size() == 2);
    awaitEmpty();
    assertThat(settled("retry")).isEqualTo(2);
    assertThat(settled("done")).isEqualTo(2);
    assertThat(settled("dead")).isOne();
    assertThat(letters(0)).hasSize(1);
  }

  @Test
  void whatIsNoEventOnTheBusIsADeadLetter() throws Exception {
    BusReplica replica = replica("").start(NOTHING);
    await().until(() -> replica.health("bus:uploads.r").isWell());
    connection.jetStream().publish(stream + ".uploads=2Er.7", new byte[] {'?'});
    await().until(() -> settled("dead") == 1);
    awaitEmpty();
  }

  @Test
  void aStreamThatIsNoQueueIsRefusedInHealth() throws Exception {
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name(stream).subjects("x").build());
    BusReplica replica = replica("").start(NOTHING);
    await()
        .untilAsserted(
            () ->
                assertThat(replica.health("bus:uploads.r").data().get("trouble").toString())
                    .contains("retention", "workqueue is needed"));
    assertThat(replica.post("a.gif").statusCode()).isEqualTo(503);
  }

  @Test
  void aBusThatIsNoneIsRefused() {
    BusReplica replica = new BusReplica(server, "kafka:EVENTS", folder);
    replicas.add(replica);
    assertThatThrownBy(() -> replica.start(NOTHING))
        .hasStackTraceContaining("drover.bus=kafka:EVENTS: give a stream");
  }
}
