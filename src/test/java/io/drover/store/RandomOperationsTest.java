package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table against a model of it, by operations at random, while the disk fails at random. */
class RandomOperationsTest {
  private static final int OPERATIONS = 1_500;
  private static final List<String> KEYS = List.of("a", "b", "c d", "e", "", "f", "g", "ä");

  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();
  private final TableModel model = new TableModel();
  private Random random;
  private Path folder;
  private FolderStore store;
  private FolderTable table;
  private String now;

  static LongStream seeds() {
    return LongStream.of(0, 1, 2, 3, 4, 5, 6, 7, 16569478676961L, System.nanoTime());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTableHoldsWhatTheModelSays(long seed) throws IOException {
    random = new Random(seed);
    folder = temp.resolve("store");
    open();
    for (int i = 0; i < OPERATIONS; i++) {
      try {
        operation(i);
        model.check(table);
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", operation " + i + ", " + now, e);
      }
    }
    store.close();
  }

  private void open() {
    store = FolderStore.open(folder, Clock.systemUTC(), disk);
    table = (FolderTable) store.table("t");
  }

  private Durability durability() {
    return random.nextInt(3) == 0 ? Durability.MACHINE : Durability.PROCESS;
  }

  private void operation(int number) throws IOException {
    int kind = random.nextInt(100);
    String key = KEYS.get(random.nextInt(KEYS.size()));
    if (kind < 50) {
      write(key, random.nextBoolean() ? IntNode.valueOf(number) : new TextNode("text " + number));
    } else if (kind < 70) {
      write(key, null);
    } else if (kind < 75) {
      now = "forget";
      List<String> keys = table.keys();
      int forgotten = table.forget(Instant.EPOCH, random.nextInt(6));
      model.forgotten(keys.subList(0, forgotten));
    } else if (kind < 80) {
      now = "compact";
      tryTo(table::compact);
    } else if (kind < 83) {
      now = "probe";
      tryTo(table::probe);
    } else if (kind < 87) {
      now = "reopen";
      disk.hook(operation -> {});
      disk.room(Long.MAX_VALUE);
      store.close();
      open();
      model.reopened(table);
    } else if (kind < 90) {
      now = "crash";
      crash(number);
    } else if (kind < 95) {
      now = "fault";
      fault();
    } else {
      now = "mended";
      disk.hook(operation -> {});
      disk.room(Long.MAX_VALUE);
    }
  }

  private void write(String key, JsonNode value) {
    Durability durability = durability();
    now = (value == null ? "remove " : "put ") + key + " " + durability;
    boolean done =
        tryTo(
            () -> {
              if (value == null) {
                table.remove(key, durability);
              } else {
                table.put(key, value, durability);
              }
            });
    model.wrote(key, value, done);
    if (done && durability == Durability.MACHINE) {
      model.forced(key);
    }
  }

  private void crash(int number) throws IOException {
    disk.hook(operation -> {});
    disk.room(Long.MAX_VALUE);
    store.close();
    folder = disk.afterCrash(temp.resolve("crash" + number));
    open();
    model.crashed(table);
  }

  private void fault() {
    switch (random.nextInt(3)) {
      case 0 -> disk.room(random.nextInt(200));
      case 1 -> {
        String failing =
            List.of("write", "force", "open", "truncate", "forceFolder").get(random.nextInt(5));
        disk.hook(
            operation -> {
              if (operation.equals(failing)) {
                throw new IOException(failing + " fails");
              }
            });
      }
      default -> {
        int every = 1 + random.nextInt(5);
        Random faults = new Random(random.nextLong());
        disk.hook(
            operation -> {
              if (faults.nextInt(every) == 0) {
                throw new IOException("some operation fails");
              }
            });
      }
    }
  }

  private interface Operation {
    void run() throws IOException;
  }

  private static boolean tryTo(Operation operation) {
    try {
      operation.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
