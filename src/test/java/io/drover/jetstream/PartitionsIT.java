package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.TransientException;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import io.nats.client.api.SubjectTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The order of what has the same key, whichever of several replicas works on it. */
@RequiresServers("nats")
class PartitionsIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int KEYS = 10;
  private static NatsServer server;

  @TempDir private Path folder;
  private final List<BusReplica> replicas = new ArrayList<>();

  /** By key, the numbers of what was worked on, in that order, by all replicas. */
  private final Map<String, List<Integer>> worked = new ConcurrentHashMap<>();

  private final AtomicInteger failures = new AtomicInteger();
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
    replicas.parallelStream().forEach(BusReplica::close);
    connection.close();
  }

  private BusReplica replica(String bus) {
    BusReplica replica = new BusReplica(server, bus, folder.resolve("store-" + replicas.size()));
    replicas.add(replica);
    return replica;
  }

  /** Each tenth event fails once. */
  private void work(Exchange exchange) {
    String body = exchange.getMessage().getBody(JsonNode.class).toString();
    String subject = exchange.getMessage().getHeader("ce-subject", String.class);
    int number = Integer.parseInt(body.replaceAll("(?s).*\"size\":(\\d+).*", "$1"));
    if (number % 10 == 3 && failures.incrementAndGet() % 2 == 1) {
      throw new TransientException("not yet");
    }
    worked.computeIfAbsent(subject, k -> new CopyOnWriteArrayList<>()).add(number);
  }

  private static void post(BusReplica replica, int number) {
    String notification =
        """
        {"Records":[{"eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put",
          "s3":{"bucket":{"name":"acme"},"object":{"key":"k%d","sequencer":"%x","size":%d}}}]}
        """
            .formatted(number % KEYS, (number + 1) * 1_000_000L, number);
    await().pollDelay(Duration.ZERO).until(() -> replica.send(notification).statusCode() == 200);
  }

  private long distinct() {
    return worked.values().stream().mapToLong(list -> new LinkedHashSet<>(list).size()).sum();
  }

  /** One that was at work when its replica ended may be done twice, before those behind it. */
  private void assertInOrder(int count) {
    await().atMost(LONG).until(() -> distinct() == count);
    assertThat(worked.values())
        .allSatisfy(list -> assertThat(new ArrayList<>(new LinkedHashSet<>(list))).isSorted());
    assertThat(worked.values())
        .allSatisfy(list -> assertThat(list).isSorted().hasSizeLessThan(count / KEYS + 3));
  }

  private StreamState state() throws Exception {
    return connection.jetStreamManagement().getStreamInfo(stream).getStreamState();
  }

  @Test
  void onTheBusTheOrderHoldsAlsoWhenOneOfThreeIsKilled() throws Exception {
    String bus =
        "jetstream:" + stream + "?partitions=4&orderBy=subject&ackWaitMillis=2000&backoff=0.1";
    CountDownLatch go = new CountDownLatch(1);
    for (int n = 0; n < 3; n++) {
      replica(bus)
          .start(
              exchange -> {
                go.await(); // so that much waits
                work(exchange);
              });
    }
    IntStream.range(0, 200).forEach(n -> post(replicas.get(0), n));
    go.countDown();
    await().until(() -> distinct() > 30);
    replicas.get(1).kill();
    IntStream.range(200, 300).forEach(n -> post(replicas.get(0), n));
    assertInOrder(300);
    await().atMost(LONG).untilAsserted(() -> assertThat(state().getMsgCount()).isZero());
    assertThat(replicas).allSatisfy(each -> assertThat(each.worked).isNotEmpty());
  }

  @Test
  void anotherNumberOfPartitionsGoesOnWithWhatWaits() throws Exception {
    String bus = "jetstream:" + stream + "?orderBy=subject&ackWaitMillis=1000&backoff=0.1";
    BusReplica before =
        replica(bus + "&partitions=5").start(exchange -> Thread.currentThread().join());
    IntStream.range(0, 100).forEach(n -> post(before, n));
    before.kill();
    BusReplica after = replica(bus + "&partitions=3").start(this::work);
    IntStream.range(100, 120).forEach(n -> post(after, n));
    assertInOrder(120);
    BusReplica without = replica(bus).start(this::work);
    after.close();
    IntStream.range(120, 140).forEach(n -> post(without, n));
    await().atMost(LONG).until(() -> distinct() == 140);
  }

  private void makePartitionedStream() throws Exception {
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder()
                .name(stream)
                .subjects(stream + ".*")
                .subjectTransform(
                    SubjectTransform.builder()
                        .source(stream + ".*")
                        .destination(stream + ".{{partition(3,1)}}.{{wildcard(1)}}")
                        .build())
                .build());
  }

  @Test
  void theKameletHasThemToo() throws Exception {
    makePartitionedStream();
    BusReplica replica = replica("");
    replica.property("camel.component.kamelet.location", "classpath:kamelets");
    String options = "&partitions=3&backoff=0.1&subject=" + stream + ".{partition}.*";
    replica.start("kamelet:jetstream-source?stream=" + stream + options, "true", this::work);
    IntStream.range(0, 30).forEach(this::publish);
    assertInOrder(30);
  }

  @Test
  void onAStreamWhoseSubjectsTellThePartitionTheOrderHolds() throws Exception {
    makePartitionedStream();
    String from =
        "jetstream:"
            + stream
            + "?subject="
            + stream
            + ".{partition}.*&partitions=3&ackWaitMillis=2000&backoff=0.1";
    for (int n = 0; n < 3; n++) {
      replica("").start(from, "true", this::work);
    }
    IntStream.range(0, 150).forEach(this::publish);
    replicas.get(1).kill();
    IntStream.range(150, 300).forEach(this::publish);
    assertInOrder(300);
  }

  @Test
  void onePartitionKeepsTheOrderOnAnyStream() throws Exception {
    String from =
        "jetstream:"
            + stream
            + "?streamSubjects="
            + stream
            + ".*&partitions=1&ackWaitMillis=2000&backoff=0.1";
    for (int n = 0; n < 3; n++) {
      replica("").start(from, "true", this::work);
    }
    await().until(() -> replicas.get(0).health("jetstream:uploads.r").isWell());
    IntStream.range(0, 100).forEach(this::publish);
    replicas.get(1).kill();
    assertInOrder(100);
  }

  private void publish(int number) {
    try {
      byte[] body = ("{\"size\":" + number + "}").getBytes(StandardCharsets.UTF_8);
      connection.jetStream().publish(stream + ".k" + number % KEYS, body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void partitionsThatNoSubjectTellsAreRefused() {
    assertThatThrownBy(() -> replica("").start("jetstream:S?partitions=3", "true", e -> {}))
        .hasStackTraceContaining("partitions=3 needs a subject in which {partition} stands");
  }

  @Test
  void onTheBusPartitionsNeedAnOrder() {
    assertThatThrownBy(() -> replica("jetstream:S?partitions=3").start(e -> {}))
        .hasStackTraceContaining("say by what with orderBy");
  }
}
