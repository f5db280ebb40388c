package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who may write to a store, until it is closed; and how others ask its owner for something. */
abstract class SharingContract extends StoreContract {
  SharingContract(Supplier<RecordStore> open) {
    super(open);
  }

  @Test
  void probingChangesNothing() throws IOException {
    put("probe", "a");
    long bytes = table().bytes();
    table().probe();
    reopen();
    assertThat(table().keys()).containsExactly("probe", "a");
    assertThat(table().bytes()).isEqualTo(bytes);
  }

  @Test
  void anInterruptedThreadCanStillWriteAndRead() throws IOException {
    JsonNode found;
    Thread.currentThread().interrupt();
    try {
      table().put("a", text("one"), Durability.MACHINE);
      found = table().get("a");
      table().probe();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(found).isEqualTo(text("one"));
    reopen();
    assertThat(table().get("a")).isEqualTo(text("one"));
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
    assertThat(table().size()).isEqualTo(8 * 50);
    reopen();
    assertThat(table().size()).isEqualTo(8 * 50);
  }

  private Void writeAndRead(String prefix) throws IOException {
    for (int i = 0; i < 100; i++) {
      table().put(prefix + i, text(prefix + i), Durability.PROCESS);
      assertThat(table().get(prefix + i)).isEqualTo(text(prefix + i));
      if (i % 2 == 0) {
        table().remove(prefix + i, Durability.PROCESS);
      }
    }
    return null;
  }

  @Test
  void aClosedStoreWritesNothing() throws IOException {
    RecordTable closed = table();
    RecordStore old = store();
    reopen();
    put("a");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> closed.put("b", text(""), Durability.PROCESS));
    assertThatExceptionOfType(IOException.class).isThrownBy(closed::probe);
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> old.table("letters"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> old.table("other"));
    old.close();
    assertThat(table().keys()).containsExactly("a");
  }

  private static ObjectNode request(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  @Test
  void requestsArePendingInTheirOrderUntilTheyAreEnded() throws IOException {
    assertThat(store().requests().pending()).isEmpty();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add(store().requests().submit(request("{\"replay\":" + i + "}")));
    }
    assertThat(store().requests().pending().keySet()).containsExactlyElementsOf(names);
    store().requests().end(names.get(0));
    store().requests().end(names.get(0));
    reopen();
    assertThat(store().requests().pending().keySet())
        .containsExactlyElementsOf(names.subList(1, 20));
    assertThat(store().requests().pending()).containsEntry(names.get(7), request("{\"replay\":7}"));
  }
}
