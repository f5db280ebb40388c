package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing a table anew without what is out of date. */
class StoreCompactionTest {
  @TempDir private Path temp;

  @Test
  void aFileThatIsMostlyOutOfDateIsWrittenAnew() throws IOException {
    TextNode kibibyte = new TextNode("x".repeat(1 << 10));
    Path file = temp.resolve("positions.log");
    try (FolderStore store = FolderStore.open(temp)) {
      RecordTable table = store.table("positions");
      for (int i = 0; i < 3_000; i++) {
        table.put("a" + i % 10, kibibyte, Durability.PROCESS);
        assertThat(Files.size(file)).isLessThan((1 << 20) + 2_000);
      }
      assertThat(Files.size(file)).isLessThan(1 << 20);
      assertThat(table.get("a7")).isEqualTo(kibibyte);
    }
    try (FolderStore store = FolderStore.open(temp)) {
      assertThat(store.table("positions").size()).isEqualTo(10);
    }
  }

  @Test
  void aFileThatIsNotOutOfDateIsLeftAlone() throws IOException {
    TextNode kibibyte = new TextNode("x".repeat(1 << 10));
    FaultyDisk disk = new FaultyDisk();
    try (FolderStore store = FolderStore.open(temp, Clock.systemUTC(), disk)) {
      for (int i = 0; i < 3_000; i++) {
        store.table("letters").put("a" + i, kibibyte, Durability.PROCESS);
      }
    }
    assertThat(disk.forces()).isZero();
  }

  @Test
  void whatIsForgottenIsGoneOnceItIsCompacted() throws IOException {
    try (FolderStore store = FolderStore.open(temp)) {
      FolderTable table = (FolderTable) store.table("ledger");
      table.put("a", IntNode.valueOf(1), Durability.PROCESS);
      table.put("b", IntNode.valueOf(2), Durability.PROCESS);
      table.forget(Instant.EPOCH, 1);
      table.compact();
      assertThat(temp.resolve("ledger.log")).hasSize(table.bytes());
    }
    try (FolderStore store = FolderStore.open(temp)) {
      assertThat(store.table("ledger").keys()).containsExactly("b");
    }
  }

  @Test
  void aDraftThatWasLeftBehindIsRemoved() throws IOException {
    Path draft = temp.resolve("ledger.log.new");
    Files.writeString(draft, "half a line");
    try (FolderStore store = FolderStore.open(temp)) {
      assertThat(store.table("ledger").keys()).isEmpty();
      assertThat(draft).doesNotExist();
    }
  }

  /** At each operation of the disk: the process is killed, the machine crashes, or it fails. */
  @Test
  void aCompactionMayEndAnywhere() throws IOException {
    int operations = compactWithFaultAt(0);
    assertThat(operations).isGreaterThanOrEqualTo(5);
    for (int at = 1; at <= operations; at++) {
      compactWithFaultAt(at);
    }
  }

  private int compactWithFaultAt(int faulty) throws IOException {
    FaultyDisk disk = new FaultyDisk();
    Path folder = temp.resolve("store" + faulty);
    AtomicInteger operations = new AtomicInteger();
    try (FolderStore store = FolderStore.open(folder, Clock.systemUTC(), disk)) {
      FolderTable table = (FolderTable) store.table("t");
      table.put("a", IntNode.valueOf(0), Durability.PROCESS);
      table.put("b", IntNode.valueOf(2), Durability.PROCESS);
      table.put("c", IntNode.valueOf(2), Durability.PROCESS);
      table.put("a", IntNode.valueOf(1), Durability.PROCESS);
      table.remove("c", Durability.MACHINE);
      disk.hook(
          operation -> {
            if (operations.incrementAndGet() == faulty) {
              holds(FaultyDisk.afterKill(folder, temp.resolve("kill" + faulty)));
              holds(disk.afterCrash(temp.resolve("crash" + faulty)));
              throw new IOException("fault at " + operation);
            }
          });
      compactOrNot(table);
      int all = operations.get();
      holds(disk.afterCrash(temp.resolve("later crash" + faulty)));
      table.put("d", IntNode.valueOf(4), Durability.MACHINE);
      assertThat(table.keys()).containsExactly("b", "a", "d");
      assertThat(folder.resolve("t.log.new")).doesNotExist();
      holds(disk.afterCrash(temp.resolve("last crash" + faulty)), "b", "a", "d");
      holds(FaultyDisk.afterKill(folder, temp.resolve("last kill" + faulty)), "b", "a", "d");
      return all;
    }
  }

  private static void compactOrNot(FolderTable table) {
    try {
      table.compact();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("fault at");
    }
  }

  private static void holds(Path folder) throws IOException {
    holds(folder, "b", "a");
  }

  private static void holds(Path folder, String... keys) throws IOException {
    try (FolderStore store = FolderStore.open(folder)) {
      RecordTable table = store.table("t");
      assertThat(table.keys()).containsExactly(keys);
      assertThat(table.get("a")).isEqualTo(IntNode.valueOf(1));
      assertThat(table.get("b")).isEqualTo(IntNode.valueOf(2));
    }
  }
}
