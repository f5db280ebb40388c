package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.drover.delivery.DeadLetter;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Replays;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import io.drover.store.RecordTooLargeException;
import io.drover.store.StoreException;
import io.nats.client.Connection;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Several Drovers with one store. */
@RequiresServers("nats")
class SharedStoreIT {
  private static NatsServer server;

  private final List<Replica> replicas = new ArrayList<>();
  private final List<String> worked = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final JetStreamComponent component = new JetStreamComponent();
  private volatile boolean mended = true;
  private Connection connection;
  private String name;

  @BeforeAll
  static void startServer() {
    server = new NatsServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void prepare(TestInfo test) throws Exception {
    connection = server.connect();
    name = test.getTestMethod().orElseThrow().getName();
    component.setCamelContext(context);
    component.setServers(server.url());
  }

  @AfterEach
  void stop() throws Exception {
    replicas.forEach(Replica::close);
    component.shutdown();
    context.close();
    connection.close();
  }

  private Replica replica(String durable) throws Exception {
    Processor work =
        exchange -> {
          if (!mended) {
            throw new PermanentException("mend it");
          }
          worked.add(text(exchange));
        };
    Replica replica = new Replica(server, name, name, durable, work);
    replicas.add(replica);
    return replica;
  }

  private static String text(Exchange exchange) {
    return exchange.getMessage().getBody(JsonNode.class).toString();
  }

  private void publish(int from, int to) throws Exception {
    for (int n = from; n < to; n++) {
      byte[] json = ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8);
      connection.jetStream().publish(name + ".x", json);
    }
  }

  private RecordStore store() {
    return component.openStore(name);
  }

  @Test
  void whatOneFinishedIsADuplicateForTheOther() throws Exception {
    Replica one = replica("a");
    await().until(() -> one.storeHealth().containsKey("location"));
    awaitStream();
    publish(0, 3);
    await().until(() -> one.outcomes().size() == 3);
    Replica other = replica("b");
    await().until(() -> other.outcomes().size() == 3);
    assertThat(one.outcomes()).containsOnly("done");
    assertThat(other.outcomes()).containsOnly("duplicate");
    assertThat(worked).hasSize(3);
    assertThat(other.storeHealth())
        .containsEntry("location", "jetstream:" + name + " at " + server.url())
        .containsEntry("writable", true)
        .containsEntry("ledgerRecords", 3)
        .doesNotContainKey("trouble");
  }

  private void awaitStream() throws Exception {
    await()
        .ignoreExceptions()
        .until(() -> connection.jetStreamManagement().getStreamInfo(name) != null);
  }

  /** Makes dead letters of messages, and has a replica that would not. */
  private List<String> deadLetters(int count) throws Exception {
    mended = false;
    Replica first = replica("a");
    awaitStream();
    publish(0, count);
    await().until(() -> first.outcomes().size() == count);
    assertThat(first.outcomes()).containsOnly("dead");
    mended = true;
    return store().table(DeadLetter.TABLE).keys();
  }

  @Test
  void aDeadLetterOfOneIsReplayedByTheOther() throws Exception {
    List<String> letters = deadLetters(1);
    replicas.get(0).close();
    Replica other = replica("a");
    RecordStore store = store();
    store.requests().submit(Replays.request(letters, true));
    await().atMost(Duration.ofSeconds(20)).until(() -> store.requests().pending().isEmpty());
    assertThat(other.outcomes()).containsExactly("done");
    assertThat(store.table(DeadLetter.TABLE).keys()).isEmpty();
  }

  @Test
  void eachRequestIsObeyedByOneOfThree() throws Exception {
    List<String> letters = deadLetters(12);
    replica("a");
    replica("a");
    RecordStore store = store();
    for (int i = 0; i < 12; i += 3) {
      store.requests().submit(Replays.request(letters.subList(i, i + 3), true));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> store.requests().pending().isEmpty());
    assertThat(worked).hasSize(12).doesNotHaveDuplicates();
    assertThat(store.table(DeadLetter.TABLE).keys()).isEmpty();
  }

  @Test
  void aRequestIsObeyedByOneAndTakenOverFromOneThatIsGone() throws Exception {
    List<String> letters = deadLetters(1);
    replicas.get(0).close();
    RecordStore gone = store();
    String request = gone.requests().submit(Replays.request(letters, false));
    assertThat(gone.requests().claim(request)).isTrue();
    assertThat(store().requests().claim(request)).isFalse();
    assertThat(gone.requests().claim(request)).isTrue();
    replica("a");
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(8))
        .until(() -> worked.isEmpty());
    await().atMost(Duration.ofSeconds(40)).until(() -> worked.size() == 1);
    await().until(() -> gone.requests().pending().isEmpty());
  }

  @Test
  void changesOfOneRecordByTwoAllCount() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (RecordStore each : List.of(store(), store())) {
      RecordTable table = each.table("t");
      for (int i = 0; i < 2; i++) {
        all.add(threads.submit(() -> count(table)));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();
    assertThat(store().table("t").get("n")).isEqualTo(IntNode.valueOf(100));
  }

  private static Void count(RecordTable table) throws Exception {
    for (int i = 0; i < 25; i++) {
      table.update("n", n -> IntNode.valueOf(n == null ? 1 : n.intValue() + 1), Durability.MACHINE);
    }
    return null;
  }

  @Test
  void aRecordThatIsTooLargeIsRefusedInWords() {
    RecordTable table = store().table("t");
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);
    JsonNode value = BinaryNode.valueOf(noise);
    assertThatExceptionOfType(RecordTooLargeException.class)
        .isThrownBy(() -> table.put("a", value, Durability.MACHINE))
        .withMessageContaining("max_payload");
  }

  @Test
  void aBucketThatWouldLoseRecordsIsRefusedWithTheDifference() throws Exception {
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder()
                .name("KV_" + name + "-ledger")
                .subjects("$KV." + name + "-ledger.>")
                .storageType(StorageType.Memory)
                .maxMessagesPerSubject(1)
                .build());
    RecordStore store = store();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.table("ledger"))
        .withMessageContaining(name + "-ledger cannot be used: it is in memory");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    for (String wrong : List.of("", "a b", "a?replicas=7", "a?replica=3")) {
      assertThatExceptionOfType(StoreException.class)
          .as(wrong)
          .isThrownBy(() -> component.openStore(wrong))
          .withMessageContaining("jetstream:NAME?replicas=NUMBER");
    }
  }
}
