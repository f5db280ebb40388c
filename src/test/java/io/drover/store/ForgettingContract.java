package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How old and how large a table is, and forgetting what is too old or too much. */
abstract class ForgettingContract extends StoreContract {
  private static final Instant NEVER = Instant.EPOCH;

  ForgettingContract(Supplier<RecordStore> open) {
    super(open);
  }

  @Test
  void bytesGrowAndShrinkWithTheRecords() throws IOException {
    table().put("a", text("x".repeat(1_000)), Durability.PROCESS);
    long one = table().bytes();
    assertThat(one).isBetween(1_000L, 1_200L);
    put("b");
    assertThat(table().bytes()).isGreaterThan(one);
    table().remove("b", Durability.PROCESS);
    assertThat(table().bytes()).isEqualTo(one);
    reopen();
    assertThat(table().bytes()).isEqualTo(one);
    table().put("a", text(""), Durability.PROCESS);
    assertThat(table().bytes()).isLessThan(one - 900);
    table().forget(NEVER, 0);
    assertThat(table().bytes()).isZero();
  }

  @Test
  void timesAreThoseOfTheirPuts() throws IOException {
    Instant before = Instant.now().minusMillis(1);
    put("a");
    Instant first = table().oldest();
    assertThat(first).isBetween(before, Instant.now());
    await().until(() -> Instant.now().isAfter(first.plusMillis(2)));
    put("b");
    reopen();
    assertThat(table().oldest()).isEqualTo(first);
    put("a");
    assertThat(table().oldest()).isAfter(first);
  }

  @Test
  void forgetsWhatWasPutBeforeATime() throws IOException {
    put("a", "b");
    Instant first = table().oldest();
    await().until(() -> Instant.now().isAfter(first.plusMillis(2)));
    Instant between = Instant.now();
    await().until(() -> Instant.now().isAfter(between.plusMillis(2)));
    put("c");
    assertThat(table().forget(first, 9)).isZero();
    assertThat(table().forget(between, 9)).isEqualTo(2);
    assertThat(table().keys()).containsExactly("c");
    assertThat(table().get("a")).isNull();
    assertThat(table().forget(Instant.MAX, 9)).isEqualTo(1);
  }

  @Test
  void forgetsTheOldestBeyondANumber() throws IOException {
    put("a", "b", "c", "d", "a");
    assertThat(table().forget(Instant.MIN, 2)).isEqualTo(2);
    assertThat(table().keys()).containsExactly("d", "a");
    assertThat(table().forget(Instant.MIN, 2)).isZero();
    assertThat(table().forget(Instant.MIN, 0)).isEqualTo(2);
  }

  @Test
  void aForgottenRecordThatIsRemovedDoesNotComeBack() throws IOException {
    put("a", "b");
    table().forget(NEVER, 0);
    table().remove("a", Durability.PROCESS);
    reopen();
    assertThat(table().contains("a")).isFalse();
  }

  @Test
  void aForgottenRecordCanBePutAgain() throws IOException {
    put("a");
    table().forget(NEVER, 0);
    table().put("a", text("again"), Durability.PROCESS);
    reopen();
    assertThat(table().get("a")).isEqualTo(text("again"));
  }
}
