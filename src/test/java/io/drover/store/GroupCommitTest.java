package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.IntNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that wait for the disk at the same time wait for one force. */
class GroupCommitTest {
  private static final int THREADS = 32;

  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();

  private void write(RecordTable table, int each) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < THREADS; writer++) {
      String prefix = writer + " ";
      writers.add(threads.submit(() -> put(table, prefix, each)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
  }

  private static Void put(RecordTable table, String prefix, int each) throws IOException {
    for (int i = 0; i < each; i++) {
      table.put(prefix + i, IntNode.valueOf(i), Durability.MACHINE);
    }
    return null;
  }

  @Test
  void whoComesWhileTheDiskIsBusySharesTheNextForce() throws Exception {
    try (FolderStore store = FolderStore.open(temp, Clock.systemUTC(), disk)) {
      RecordTable table = store.table("t");
      disk.hook(
          operation -> {
            if (operation.equals("force")) {
              await().until(() -> table.size() == THREADS);
            }
          });
      write(table, 1);
    }
    assertThat(disk.forces()).isLessThanOrEqualTo(2);
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    disk.hook(operation -> LockSupport.parkNanos(operation.equals("force") ? 1_000_000 : 0));
    try (FolderStore store = FolderStore.open(temp.resolve("a"), Clock.systemUTC(), disk)) {
      write(store.table("t"), 100);
      assertThat(store.table("t").size()).isEqualTo(THREADS * 100);
    }
    assertThat(disk.forces()).isLessThan(THREADS * 100 / 4);
    try (FolderStore store = FolderStore.open(disk.afterCrash(temp.resolve("b")))) {
      assertThat(store.table("t").size()).isEqualTo(THREADS * 100);
    }
  }
}
