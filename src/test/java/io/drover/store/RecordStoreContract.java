package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every form of record store holds. */
abstract class RecordStoreContract {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Instant NEVER = Instant.EPOCH;

  private RecordStore store;
  private RecordTable table;

  /** Opens the store, each time the same one. */
  abstract RecordStore open();

  @BeforeEach
  void openIt() {
    store = open();
    table = store.table("letters");
  }

  @AfterEach
  void closeIt() {
    store.close();
  }

  private void reopen() {
    store.close();
    openIt();
  }

  private static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  private void put(String... keys) throws IOException {
    for (String key : keys) {
      table.put(key, text("of " + key), Durability.PROCESS);
    }
  }

  @Test
  void aNewTableIsEmpty() throws IOException {
    assertThat(table.keys()).isEmpty();
    assertThat(table.size()).isZero();
    assertThat(table.bytes()).isZero();
    assertThat(table.oldest()).isNull();
    assertThat(table.contains("a")).isFalse();
    assertThat(table.get("a")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aRecordIsThereOncePutAndAfterReopening(Durability durability) throws IOException {
    table.put("a", text("one"), durability);
    assertThat(table.contains("a")).isTrue();
    assertThat(table.get("a")).isEqualTo(text("one"));
    reopen();
    assertThat(table.contains("a")).isTrue();
    assertThat(table.get("a")).isEqualTo(text("one"));
  }

  @Test
  void theLastPutCounts() throws IOException {
    table.put("a", text("one"), Durability.PROCESS);
    table.put("a", text("two"), Durability.PROCESS);
    assertThat(table.get("a")).isEqualTo(text("two"));
    assertThat(table.size()).isEqualTo(1);
    reopen();
    assertThat(table.get("a")).isEqualTo(text("two"));
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void keysAreInTheOrderOfTheirLastPut() throws IOException {
    put("a", "b", "c", "a");
    assertThat(table.keys()).containsExactly("b", "c", "a");
    reopen();
    assertThat(table.keys()).containsExactly("b", "c", "a");
  }

  @Test
  void severalArePutAtOnceInTheirOrder() throws IOException {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    records.put("z", text("1"));
    records.put("a", text("2"));
    table.put(records, Durability.MACHINE);
    table.put(Map.of(), Durability.MACHINE);
    reopen();
    assertThat(table.keys()).containsExactly("z", "a");
    assertThat(table.get("a")).isEqualTo(text("2"));
  }

  @ParameterizedTest
  @EnumSource
  void aRemovedRecordIsGoneForGood(Durability durability) throws IOException {
    put("a", "b");
    table.remove("a", durability);
    assertThat(table.contains("a")).isFalse();
    assertThat(table.get("a")).isNull();
    reopen();
    assertThat(table.keys()).containsExactly("b");
  }

  @Test
  void removingWhatIsNotThereIsNoError() throws IOException {
    table.remove("a", Durability.MACHINE);
    put("a");
    table.remove("a", Durability.MACHINE);
    table.remove("a", Durability.MACHINE);
    assertThat(table.size()).isZero();
  }

  @Test
  void aRemovedRecordCanBePutAgain() throws IOException {
    put("a", "b");
    table.remove("a", Durability.PROCESS);
    put("a");
    reopen();
    assertThat(table.keys()).containsExactly("b", "a");
  }

  @Test
  void tablesAreApart() throws IOException {
    put("a");
    assertThat(store.table("dead-letters2").size()).isZero();
    store.table("dead-letters2").put("a", text("there"), Durability.PROCESS);
    reopen();
    assertThat(table.get("a")).isEqualTo(text("of a"));
    assertThat(store.table("dead-letters2").get("a")).isEqualTo(text("there"));
  }

  @Test
  void theSameNameIsTheSameTable() throws IOException {
    put("a");
    assertThat(store.table("letters").contains("a")).isTrue();
  }

  static List<String> keys() {
    return List.of(
        "",
        " ",
        "a b  c ",
        "probe",
        "thumbnails/käse (1).png",
        "日本語",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00x",
        "\uFEFF",
        "a\nb\r\n\t\u0000\u0085\u2028\u007f",
        "\"quoted\\\"",
        "%20+%",
        "null",
        "x".repeat(2_000));
  }

  @Test
  void aKeyIsAnyText() throws IOException {
    for (String key : keys()) {
      table.put(key, text(key), Durability.PROCESS);
    }
    reopen();
    assertThat(table.keys()).isEqualTo(keys());
    for (String key : keys()) {
      assertThat(table.get(key)).as(key).isEqualTo(text(key));
      table.remove(key, Durability.PROCESS);
    }
    reopen();
    assertThat(table.keys()).isEmpty();
  }

  static List<JsonNode> values() {
    ObjectNode object = NODES.objectNode();
    object.putNull("nothing").putArray("").add(true).add(1.5).addObject();
    ArrayNode deep = NODES.arrayNode();
    for (int i = 0; i < 1_200; i++) {
      deep = NODES.arrayNode().add(deep);
    }
    return List.of(
        NODES.nullNode(),
        NODES.booleanNode(false),
        NODES.numberNode(-7),
        NODES.numberNode(1e-300),
        NODES.numberNode(BigInteger.TEN.pow(1_500)),
        text(""),
        text("a\nb\r\u0000\u2028"),
        text("\uD83D\uDE00 and half of it: \uD83D"),
        NODES.objectNode(),
        object,
        deep);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsAnyJson(JsonNode value) throws IOException {
    table.put("a", value, Durability.PROCESS);
    assertThat(table.get("a")).isEqualTo(value);
    reopen();
    assertThat(table.get("a")).isEqualTo(value);
  }

  @Test
  void aValueMayBeLarge() throws IOException {
    JsonNode mebibyte = text("ä\n".repeat(1 << 19));
    put("before");
    table.put("a", mebibyte, Durability.MACHINE);
    put("after");
    reopen();
    assertThat(table.get("a")).isEqualTo(mebibyte);
    assertThat(table.keys()).containsExactly("before", "a", "after");
  }

  @Test
  void aValueIsKeptAsItWasWhenPut() throws IOException {
    ObjectNode value = NODES.objectNode().put("n", 1);
    table.put("a", value, Durability.PROCESS);
    value.put("n", 2);
    ((ObjectNode) table.get("a")).put("n", 3);
    assertThat(table.get("a").get("n").intValue()).isEqualTo(1);
  }

  @Test
  void thereMayBeTenThousandRecords() throws IOException {
    List<String> keys = IntStream.range(0, 10_000).mapToObj(i -> "key " + i).toList();
    put(keys.toArray(String[]::new));
    assertThat(table.size()).isEqualTo(10_000);
    reopen();
    assertThat(table.keys()).isEqualTo(keys);
    assertThat(table.get("key 4711")).isEqualTo(text("of key 4711"));
  }

  @Test
  void theKeysAreACopy() throws IOException {
    put("a");
    List<String> before = table.keys();
    put("b");
    assertThat(before).containsExactly("a");
  }

  @Test
  void bytesGrowAndShrinkWithTheRecords() throws IOException {
    table.put("a", text("x".repeat(1_000)), Durability.PROCESS);
    long one = table.bytes();
    assertThat(one).isBetween(1_000L, 1_200L);
    put("b");
    assertThat(table.bytes()).isGreaterThan(one);
    table.remove("b", Durability.PROCESS);
    assertThat(table.bytes()).isEqualTo(one);
    reopen();
    assertThat(table.bytes()).isEqualTo(one);
    table.put("a", text(""), Durability.PROCESS);
    assertThat(table.bytes()).isLessThan(one - 900);
    table.forget(NEVER, 0);
    assertThat(table.bytes()).isZero();
  }

  @Test
  void timesAreThoseOfTheirPuts() throws IOException {
    Instant before = Instant.now().minusMillis(1);
    put("a");
    Instant first = table.oldest();
    assertThat(first).isBetween(before, Instant.now());
    await().until(() -> Instant.now().isAfter(first.plusMillis(2)));
    put("b");
    reopen();
    assertThat(table.oldest()).isEqualTo(first);
    put("a");
    assertThat(table.oldest()).isAfter(first);
  }

  @Test
  void forgetsWhatWasPutBeforeATime() throws IOException {
    put("a", "b");
    Instant first = table.oldest();
    await().until(() -> Instant.now().isAfter(first.plusMillis(2)));
    Instant between = Instant.now();
    await().until(() -> Instant.now().isAfter(between.plusMillis(2)));
    put("c");
    assertThat(table.forget(first, 9)).isZero();
    assertThat(table.forget(between, 9)).isEqualTo(2);
    assertThat(table.keys()).containsExactly("c");
    assertThat(table.get("a")).isNull();
    assertThat(table.forget(Instant.MAX, 9)).isEqualTo(1);
  }

  @Test
  void forgetsTheOldestBeyondANumber() throws IOException {
    put("a", "b", "c", "d", "a");
    assertThat(table.forget(Instant.MIN, 2)).isEqualTo(2);
    assertThat(table.keys()).containsExactly("d", "a");
    assertThat(table.forget(Instant.MIN, 2)).isZero();
    assertThat(table.forget(Instant.MIN, 0)).isEqualTo(2);
  }

  @Test
  void aForgottenRecordThatIsRemovedDoesNotComeBack() throws IOException {
    put("a", "b");
    table.forget(NEVER, 0);
    table.remove("a", Durability.PROCESS);
    reopen();
    assertThat(table.contains("a")).isFalse();
  }

  @Test
  void aForgottenRecordCanBePutAgain() throws IOException {
    put("a");
    table.forget(NEVER, 0);
    table.put("a", text("again"), Durability.PROCESS);
    reopen();
    assertThat(table.get("a")).isEqualTo(text("again"));
  }

  @Test
  void probingChangesNothing() throws IOException {
    put("probe", "a");
    long bytes = table.bytes();
    table.probe();
    reopen();
    assertThat(table.keys()).containsExactly("probe", "a");
    assertThat(table.bytes()).isEqualTo(bytes);
  }

  @Test
  void anInterruptedThreadCanStillWriteAndRead() throws IOException {
    JsonNode found;
    Thread.currentThread().interrupt();
    try {
      table.put("a", text("one"), Durability.MACHINE);
      found = table.get("a");
      table.probe();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(found).isEqualTo(text("one"));
    reopen();
    assertThat(table.get("a")).isEqualTo(text("one"));
  }

  @Test
  void anyNumberOfThreadsMayWriteAndRead() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      String prefix = writer + " ";
      writers.add(threads.submit(() -> writeAndRead(prefix)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
    assertThat(table.size()).isEqualTo(8 * 50);
    reopen();
    assertThat(table.size()).isEqualTo(8 * 50);
  }

  private Void writeAndRead(String prefix) throws IOException {
    for (int i = 0; i < 100; i++) {
      table.put(prefix + i, text(prefix + i), Durability.PROCESS);
      assertThat(table.get(prefix + i)).isEqualTo(text(prefix + i));
      if (i % 2 == 0) {
        table.remove(prefix + i, Durability.PROCESS);
      }
    }
    return null;
  }

  @Test
  void onlyOneOwnsTheStore() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::open)
        .withMessageContaining(store.location())
        .withMessageContaining("belongs to another Drover");
    reopen();
  }

  @Test
  void aClosedStoreWritesNothing() throws IOException {
    RecordTable closed = table;
    RecordStore old = store;
    reopen();
    put("a");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> closed.put("b", text(""), Durability.PROCESS));
    assertThatExceptionOfType(IOException.class).isThrownBy(closed::probe);
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> old.table("letters"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> old.table("other"));
    old.close();
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::open);
    assertThat(table.keys()).containsExactly("a");
  }

  private static ObjectNode request(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  @Test
  void requestsArePendingInTheirOrderUntilTheyAreEnded() throws IOException {
    assertThat(store.requests().pending()).isEmpty();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add(store.requests().submit(request("{\"replay\":" + i + "}")));
    }
    assertThat(store.requests().pending().keySet()).containsExactlyElementsOf(names);
    store.requests().end(names.get(0));
    store.requests().end(names.get(0));
    reopen();
    assertThat(store.requests().pending().keySet()).containsExactlyElementsOf(names.subList(1, 20));
    assertThat(store.requests().pending()).containsEntry(names.get(7), request("{\"replay\":7}"));
  }
}
