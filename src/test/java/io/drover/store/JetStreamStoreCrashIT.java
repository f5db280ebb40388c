package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.jetstream.JetStreamComponent;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No write that was confirmed is lost, however often the server is killed. */
@RequiresServers("nats")
class JetStreamStoreCrashIT {
  private static final int OPERATIONS = 150;
  private static final JsonNode NONE = MissingNode.getInstance();
  private static final List<String> KEYS = List.of("a", "b", "c d", "e", "", "f", "g", "ä");

  private final NatsServer server = new NatsServer();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final JetStreamComponent component = new JetStreamComponent();
  private final Map<String, Set<JsonNode>> may = new HashMap<>();
  private final Map<String, Set<JsonNode>> ever = new HashMap<>();
  private RecordTable table;
  private Random random;
  private String now;

  @BeforeEach
  void open() {
    component.setCamelContext(context);
    component.setServers(server.url());
    table = component.openStore("crash").table("t");
  }

  @AfterEach
  void close() throws Exception {
    component.shutdown();
    context.close();
    server.close();
  }

  @Test
  void noConfirmedWriteIsLostHoweverOftenTheServerIsKilled() {
    long seed = System.nanoTime();
    random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      try {
        operation(i);
        check();
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", operation " + i + ", " + now, e);
      }
    }
  }

  private void operation(int number) throws IOException {
    int kind = random.nextInt(100);
    String key = KEYS.get(random.nextInt(KEYS.size()));
    if (kind < 60) {
      write(key, random.nextBoolean() ? IntNode.valueOf(number) : new TextNode("text " + number));
    } else if (kind < 85) {
      write(key, null);
    } else if (kind < 95) {
      now = "update " + key;
      JsonNode value = new TextNode("update " + number);
      table.update(key, old -> value, Durability.MACHINE);
      wrote(key, value, true);
    } else if (kind < 97) {
      now = "kill in the middle of writes";
      killWhileWriting(number);
    } else {
      now = "kill";
      server.close();
      write(key, IntNode.valueOf(number));
      comeBack();
    }
  }

  private void write(String key, JsonNode value) {
    wrote(key, value == null ? NONE : value, tryTo(key, value));
  }

  private void wrote(String key, JsonNode value, boolean done) {
    ever.computeIfAbsent(key, k -> new HashSet<>(Set.of(NONE))).add(value);
    Set<JsonNode> values = may.computeIfAbsent(key, k -> new HashSet<>(Set.of(NONE)));
    if (done) {
      values.clear();
    }
    values.add(value);
  }

  private void check() throws IOException {
    for (Map.Entry<String, Set<JsonNode>> each : may.entrySet()) {
      JsonNode found = table.get(each.getKey());
      assertThat(found == null ? NONE : found).as(each.getKey()).isIn(each.getValue());
      each.getValue().retainAll(Set.of(found == null ? NONE : found));
    }
    List<String> there = may.keySet().stream().filter(k -> !may.get(k).contains(NONE)).toList();
    assertThat(table.keys()).containsExactlyInAnyOrderElementsOf(there);
  }

  private boolean tryTo(String key, JsonNode value) {
    try {
      if (value == null) {
        table.remove(key, Durability.MACHINE);
      } else {
        table.put(key, value, Durability.MACHINE);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void killWhileWriting(int number) throws IOException {
    AtomicInteger written = new AtomicInteger();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> writer =
        thread.submit(
            () -> {
              boolean failed = false;
              for (int i = 0; !failed; i++) {
                JsonNode value = new TextNode(number + " " + i);
                failed = !tryTo("a", value);
                wrote("a", value, !failed);
                written.incrementAndGet();
              }
            });
    int enough = random.nextInt(200);
    await().until(() -> written.get() > enough);
    server.close();
    await().until(writer::isDone);
    thread.shutdown();
    comeBack();
  }

  /** What was removed lately may be there again: all that relies on removals bears it. */
  private void comeBack() {
    server.start();
    may.forEach((key, values) -> values.addAll(values.contains(NONE) ? ever.get(key) : Set.of()));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              table.probe();
              assertThat(table.keys()).isNotNull();
            });
  }

  @Test
  void aServerThatIsAwayIsSaidSoonAndIsUsedAgainOnceItIsBack() throws IOException {
    table.put("a", new TextNode("one"), Durability.MACHINE);
    assertThat(table.size()).isEqualTo(1);
    server.close();
    Instant before = Instant.now();
    assertThat(tryTo("a", new TextNode("two"))).isFalse();
    assertThat(tryTo("b", new TextNode("two"))).isFalse();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(6));
    assertThat(table.size()).as("as it was").isEqualTo(1);
    comeBack();
    assertThat(table.contains("a")).isTrue();
  }
}
