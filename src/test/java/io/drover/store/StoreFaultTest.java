package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, broken or slow: no promise is broken, and work goes on when they mend. */
class StoreFaultTest {
  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path folder;
  private FolderStore store;
  private FolderTable table;

  @BeforeEach
  void open() {
    folder = temp.resolve("store");
    store = FolderStore.open(folder, Clock.systemUTC(), disk);
    table = (FolderTable) store.table("t");
  }

  @AfterEach
  void close() {
    disk.hook(operation -> {});
    threads.shutdownNow();
    store.close();
  }

  private void put(String key) throws IOException {
    table.put(key, new TextNode("of " + key), Durability.MACHINE);
  }

  private void failsToPut(String key, String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> put(key))
        .withMessageContaining(message);
  }

  private static FaultyDisk.Hook failing(String failing, String message) {
    return operation -> {
      if (operation.equals(failing)) {
        throw new IOException(message);
      }
    };
  }

  private static void holds(Path folder, String... keys) throws IOException {
    try (FolderStore copy = FolderStore.open(folder)) {
      assertThat(copy.table("t").keys()).contains(keys);
      for (String key : keys) {
        assertThat(copy.table("t").get(key)).isEqualTo(new TextNode("of " + key));
      }
    }
  }

  /** What was put is there now, after a crash of the machine, and after reopening. */
  private void keeps(String... keys) throws IOException {
    holds(disk.afterCrash(temp.resolve("crash" + System.nanoTime())), keys);
    holds(FaultyDisk.afterKill(folder, temp.resolve("kill" + System.nanoTime())), keys);
    store.close();
    open();
    for (String key : keys) {
      assertThat(table.get(key)).isEqualTo(new TextNode("of " + key));
    }
    assertThat(folder.resolve("t.log.new")).doesNotExist();
    assertThat(folder)
        .isDirectoryNotContaining(f -> f.getFileName().toString().contains("damaged"));
  }

  @Test
  void whatIsPutInANewStoreSurvivesACrashAtOnce() throws IOException {
    put("a");
    keeps("a");
  }

  @Test
  void aDiskThatIsFullTakesNothingHalf() throws IOException {
    put("a");
    long line = table.bytes();
    for (int room = 0; room < line; room++) {
      disk.room(room);
      failsToPut("b", "No space left");
      failsToPut("c", "No space left");
      assertThatExceptionOfType(IOException.class).isThrownBy(table::probe);
      assertThat(table.keys()).as("with room for %d", room).containsExactly("a");
      holds(FaultyDisk.afterKill(folder, temp.resolve("room" + room)), "a");
    }
    disk.room(Long.MAX_VALUE);
    table.probe();
    put("d");
    assertThat(table.keys()).containsExactly("a", "d");
    keeps("a", "d");
  }

  @Test
  void whatAFullDiskTookBackIsNotRemovedInVain() throws IOException {
    Map<String, JsonNode> two = new LinkedHashMap<>();
    two.put("a", IntNode.valueOf(1));
    two.put("b", IntNode.valueOf(2));
    disk.room(40); // the first is written whole
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> table.put(two, Durability.PROCESS));
    disk.room(Long.MAX_VALUE);
    table.remove("a", Durability.PROCESS);
    store.close();
    open();
    assertThat(table.keys()).isEmpty();
  }

  @Test
  void aDiskThatTurnsReadOnlyIsRead() throws IOException {
    put("a");
    disk.hook(
        operation -> {
          throw new IOException("Read-only file system");
        });
    failsToPut("b", "Read-only");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> table.remove("a", Durability.PROCESS));
    assertThatExceptionOfType(IOException.class).isThrownBy(table::probe);
    assertThat(table.get("a")).isEqualTo(new TextNode("of a"));
    assertThat(table.forget(Instant.MIN, 9)).isZero();
    disk.hook(operation -> {});
    put("c");
    keeps("a", "c");
  }

  @Test
  void afterAFailedForceTheFileIsWrittenAnew() throws IOException {
    put("a");
    disk.hook(failing("force", "Input/output error"));
    failsToPut("b", "Input/output error");
    failsToPut("c", "Input/output error");
    assertThat(folder.resolve("t.log.new")).doesNotExist();
    disk.hook(operation -> {});
    put("d");
    if (table.contains("b")) {
      keeps("b");
    }
    keeps("a", "d");
  }

  @Test
  void whoSharesAFailedForceIsNotToldThatItSucceeded() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    AtomicInteger forces = new AtomicInteger();
    disk.hook(
        operation -> {
          if (operation.equals("force") && forces.incrementAndGet() == 1) {
            first.countDown();
            await().until(() -> table.contains("b"));
            throw new IOException("Input/output error");
          }
        });
    Future<?> a = putLater("a");
    first.await();
    Future<?> b = putLater("b");
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(a::get);
    try {
      b.get();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class);
      return;
    }
    keeps("b");
  }

  private Future<?> putLater(String key) {
    return threads.submit(
        () -> {
          put(key);
          return null;
        });
  }

  @Test
  void aNewFileWhoseNameIsNotOnDiskIsNotTrusted() throws IOException {
    put("a");
    disk.hook(failing("forceFolder", "Input/output error"));
    assertThatExceptionOfType(IOException.class).isThrownBy(table::compact);
    failsToPut("b", "Input/output error");
    disk.hook(operation -> {});
    put("c");
    keeps("a", "c");
  }

  @Test
  void aStoreReopenedAfterItsNewNameFailedForcesItFirst() throws IOException {
    put("a");
    disk.hook(failing("forceFolder", "Input/output error"));
    assertThatExceptionOfType(IOException.class).isThrownBy(table::compact);
    disk.hook(operation -> {});
    store.close();
    open();
    put("b");
    keeps("a", "b");
  }

  @Test
  void whoWaitsForAFileThatWasReplacedInVainIsNotToldThatItIsOnDisk() throws Exception {
    CountDownLatch forcing = new CountDownLatch(1);
    CompletableFuture<Void> compacted = new CompletableFuture<>();
    AtomicInteger forces = new AtomicInteger();
    disk.hook(
        operation -> {
          if (operation.equals("force") && forces.incrementAndGet() == 1) {
            forcing.countDown();
            compacted.join();
            throw new IOException("Input/output error");
          }
          if (operation.equals("forceFolder")) {
            throw new IOException("Input/output error");
          }
        });
    Future<?> a = putLater("a");
    forcing.await();
    Future<?> b = putLater("b");
    await().until(() -> table.contains("b"));
    assertThatExceptionOfType(IOException.class).isThrownBy(table::compact);
    compacted.complete(null);
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(a::get);
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(b::get);
  }

  @Test
  void aSlowDiskHoldsUpOnlyThoseWhoWaitForIt() throws Exception {
    put("a");
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    disk.hook(
        operation -> {
          if (operation.equals("force")) {
            forcing.countDown();
            await().until(() -> done.getCount() == 0);
          }
        });
    Future<?> slow = putLater("b");
    forcing.await();
    table.put("c", new TextNode("of c"), Durability.PROCESS);
    table.remove("a", Durability.PROCESS);
    assertThat(table.get("c")).isEqualTo(new TextNode("of c"));
    assertThat(slow.isDone()).isFalse();
    done.countDown();
    slow.get();
    keeps("b");
  }

  @Test
  void aRemovalThatAnotherMadeIsOnDiskToo() throws IOException {
    put("a");
    table.remove("a", Durability.PROCESS);
    table.remove("a", Durability.MACHINE);
    holds(disk.afterCrash(temp.resolve("crash")));
    try (FolderStore copy = FolderStore.open(temp.resolve("crash"))) {
      assertThat(copy.table("t").keys()).isEmpty();
    }
  }

  /** The disk dropped its line, but the file is read from memory, where it still is. */
  @Test
  void aRemovalThatAnEarlierProcessCouldNotForceIsOnDiskToo() throws IOException {
    put("a");
    disk.hook(failing("force", "Input/output error"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> table.remove("a", Durability.MACHINE));
    disk.hook(operation -> {});
    store.close();
    open();
    assertThat(table.keys()).isEmpty();
    table.remove("a", Durability.MACHINE);
    try (FolderStore copy = FolderStore.open(disk.afterCrash(temp.resolve("crash")))) {
      assertThat(copy.table("t").keys()).isEmpty();
    }
  }

  @Test
  void anInterruptInTheMiddleHarmsNobodyElse() throws IOException {
    for (String operation : new String[] {"write", "force"}) {
      put("before " + operation);
      table.put("p " + operation, new TextNode("of p " + operation), Durability.PROCESS);
      AtomicInteger times = new AtomicInteger();
      disk.hook(
          now -> {
            if (now.equals(operation) && times.incrementAndGet() == 1) {
              throw new ClosedByInterruptException();
            }
          });
      assertThatExceptionOfType(ClosedByInterruptException.class).isThrownBy(() -> put("a"));
      assertThat(table.get("before " + operation))
          .isEqualTo(new TextNode("of before " + operation));
      put("after " + operation);
    }
    keeps("before write", "p write", "after write", "before force", "p force", "after force");
  }

  @Test
  void aClosedTableThatIsInDoubtDoesNotWriteOverItsNextOwners() throws IOException {
    disk.hook(failing("force", "Input/output error"));
    failsToPut("a", "Input/output error");
    disk.hook(operation -> {});
    table.forget(Instant.MAX, 0);
    RecordTable old = table;
    store.close();
    open();
    put("b");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> old.put("c", new TextNode(""), Durability.MACHINE));
    keeps("b");
  }

  @Test
  void aFullDiskKeepsNobodyFromOwningTheStore() throws IOException {
    put("a");
    store.close();
    disk.room(0);
    open();
    assertThat(table.get("a")).isEqualTo(new TextNode("of a"));
    assertThat(FolderStore.isOwned(folder)).isTrue();
    disk.room(Long.MAX_VALUE);
    put("b");
    keeps("a", "b");
  }

  @Test
  void aRequestIsOnDiskBeforeItHasItsNameAndAFullDiskLeavesNoDraft() throws IOException {
    disk.room(3);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.requests().submit(request()));
    assertThat(folder.resolve("requests")).isEmptyDirectory();
    disk.room(Long.MAX_VALUE);
    disk.hook(failing("force", "Input/output error"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.requests().submit(request()));
    assertThat(folder.resolve("requests")).isEmptyDirectory();
  }

  private static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode().put("a", 1);
  }
}
