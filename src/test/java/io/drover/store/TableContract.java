package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Putting records in tables, finding them and removing them. */
abstract class TableContract extends StoreContract {
  TableContract(Supplier<RecordStore> open) {
    super(open);
  }

  @Test
  void aNewTableIsEmpty() throws IOException {
    assertThat(table().keys()).isEmpty();
    assertThat(table().size()).isZero();
    assertThat(table().bytes()).isZero();
    assertThat(table().oldest()).isNull();
    assertThat(table().contains("a")).isFalse();
    assertThat(table().get("a")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aRecordIsThereOncePutAndAfterReopening(Durability durability) throws IOException {
    table().put("a", text("one"), durability);
    assertThat(table().contains("a")).isTrue();
    assertThat(table().get("a")).isEqualTo(text("one"));
    reopen();
    assertThat(table().contains("a")).isTrue();
    assertThat(table().get("a")).isEqualTo(text("one"));
  }

  @Test
  void theLastPutCounts() throws IOException {
    table().put("a", text("one"), Durability.PROCESS);
    table().put("a", text("two"), Durability.PROCESS);
    assertThat(table().get("a")).isEqualTo(text("two"));
    assertThat(table().size()).isEqualTo(1);
    reopen();
    assertThat(table().get("a")).isEqualTo(text("two"));
    assertThat(table().size()).isEqualTo(1);
  }

  @Test
  void keysAreInTheOrderOfTheirLastPut() throws IOException {
    put("a", "b", "c", "a");
    assertThat(table().keys()).containsExactly("b", "c", "a");
    reopen();
    assertThat(table().keys()).containsExactly("b", "c", "a");
  }

  @Test
  void severalArePutAtOnceInTheirOrder() throws IOException {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    records.put("z", text("1"));
    records.put("a", text("2"));
    table().put(records, Durability.MACHINE);
    table().put(Map.of(), Durability.MACHINE);
    reopen();
    assertThat(table().keys()).containsExactly("z", "a");
    assertThat(table().get("a")).isEqualTo(text("2"));
  }

  @ParameterizedTest
  @EnumSource
  void aRemovedRecordIsGoneForGood(Durability durability) throws IOException {
    put("a", "b");
    table().remove("a", durability);
    assertThat(table().contains("a")).isFalse();
    assertThat(table().get("a")).isNull();
    reopen();
    assertThat(table().keys()).containsExactly("b");
  }

  @Test
  void removingWhatIsNotThereIsNoError() throws IOException {
    table().remove("a", Durability.MACHINE);
    put("a");
    table().remove("a", Durability.MACHINE);
    table().remove("a", Durability.MACHINE);
    assertThat(table().size()).isZero();
  }

  @Test
  void aRemovedRecordCanBePutAgain() throws IOException {
    put("a", "b");
    table().remove("a", Durability.PROCESS);
    put("a");
    reopen();
    assertThat(table().keys()).containsExactly("b", "a");
  }

  @Test
  void aChangeIsGivenTheValueThereIs() throws IOException {
    table().update("a", value -> text(String.valueOf(value)), Durability.MACHINE);
    assertThat(table().get("a")).isEqualTo(text("null"));
    table().update("a", value -> text(value.asText() + "+"), Durability.PROCESS);
    reopen();
    assertThat(table().get("a")).isEqualTo(text("null+"));
  }

  @Test
  void tablesAreApart() throws IOException {
    put("a");
    assertThat(store().table("dead-letters2").size()).isZero();
    store().table("dead-letters2").put("a", text("there"), Durability.PROCESS);
    reopen();
    assertThat(table().get("a")).isEqualTo(text("of a"));
    assertThat(store().table("dead-letters2").get("a")).isEqualTo(text("there"));
  }

  @Test
  void theSameNameIsTheSameTable() throws IOException {
    put("a");
    assertThat(store().table("letters").contains("a")).isTrue();
  }

  @Test
  void thereMayBeTenThousandRecords() throws IOException {
    List<String> keys = IntStream.range(0, 10_000).mapToObj(i -> "key " + i).toList();
    put(keys.toArray(String[]::new));
    assertThat(table().size()).isEqualTo(10_000);
    reopen();
    assertThat(table().keys()).isEqualTo(keys);
    assertThat(table().get("key 4711")).isEqualTo(text("of key 4711"));
  }

  @Test
  void theKeysAreACopy() throws IOException {
    put("a");
    List<String> before = table().keys();
    put("b");
    assertThat(before).containsExactly("a");
  }
}
