package io.drover.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as a store, and what only a folder has. */
class FolderStoreTest extends RecordStoreContract {
  @TempDir private Path temp;

  @Override
  RecordStore open() {
    return FolderStore.open(temp.resolve("missing").resolve("store"));
  }

  @Nested
  class Owning extends OwningContract {
    Owning() {
      super(FolderStoreTest.this::open);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatItMakesIsItsOwnersOnly() throws IOException {
    Path folder = temp.resolve("made").resolve("store");
    try (FolderStore store = FolderStore.open(folder)) {
      FolderTable table = (FolderTable) store.table("ledger");
      table.put("a", IntNode.valueOf(1), Durability.MACHINE);
      table.compact();
      store.requests().submit(JsonNodeFactory.instance.objectNode());
    }
    assertThat(permissions(folder.getParent())).isEqualTo("rwx------");
    try (Stream<Path> made = Files.walk(folder)) {
      for (Path path : made.toList()) {
        assertThat(permissions(path))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aFolderThatIsThereStaysAsItIs() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("shared"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    FolderStore.open(folder).close();
    assertThat(permissions(folder)).isEqualTo("rwxr-x---");
  }

  @Test
  void aFolderCanBeALink() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    try (FolderStore store = FolderStore.open(link)) {
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> FolderStore.open(folder));
      store.table("ledger").put("a", IntNode.valueOf(1), Durability.MACHINE);
    }
    assertThat(folder.resolve("ledger.log")).isNotEmptyFile();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidWithTheRemedy() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FolderStore.open(file.resolve("store")))
        .withMessageContaining(file.toString())
        .withMessageContaining("drover.store")
        .withMessageContaining("docs/troubleshooting.md#store");
  }

  @Test
  void aReadOnlyFileSystemIsSaidAndCanBeTriedAgain() {
    AppendFile.Opener readOnly =
        file -> {
          throw new FileSystemException(file.toString(), null, "Read-only file system");
        };
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FolderStore.open(temp, Clock.systemUTC(), readOnly))
        .withMessageContaining("Read-only file system");
    FolderStore.open(temp).close();
  }

  @Test
  void aRecordFromTheBeginningOfTimeCanBeRead() throws IOException {
    Clock epoch = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    try (FolderStore store = FolderStore.open(temp, epoch, AppendFile.OWNER_ONLY)) {
      RecordTable table = store.table("ledger");
      table.put("", IntNode.valueOf(1), Durability.PROCESS);
      table.remove("", Durability.PROCESS);
      table.probe();
    }
    try (FolderStore store = FolderStore.open(temp)) {
      assertThat(store.table("ledger").keys()).isEmpty();
    }
    assertThat(temp.resolve("ledger.log")).content().hasLineCount(3);
  }

  @Test
  void forgettingWritesNothing() throws IOException {
    Path file = temp.resolve("ledger.log");
    try (FolderStore store = FolderStore.open(temp)) {
      store.table("ledger").put("a", IntNode.valueOf(1), Durability.PROCESS);
      long size = Files.size(file);
      store.table("ledger").forget(Instant.MAX, 0);
      assertThat(file).hasSize(size);
    }
    try (FolderStore store = FolderStore.open(temp)) {
      assertThat(store.table("ledger").keys()).containsExactly("a");
    }
  }

  @Test
  void removingWhatIsNotThereWritesNothing() throws IOException {
    try (FolderStore store = FolderStore.open(temp)) {
      store.table("attempts").remove("a", Durability.PROCESS);
      assertThat(temp.resolve("attempts.log")).isEmptyFile();
      store.table("attempts").put("a", IntNode.valueOf(1), Durability.PROCESS);
      store.table("attempts").forget(Instant.MAX, 0);
      store.table("attempts").remove("a", Durability.PROCESS);
      store.table("attempts").remove("a", Durability.PROCESS);
      assertThat(temp.resolve("attempts.log")).content().hasLineCount(2);
    }
  }

  @Test
  void aSnapshotOfNoTableIsEmpty() throws IOException {
    try (TableSnapshot snapshot = FolderStore.read(temp.resolve("none"), "ledger")) {
      assertThat(snapshot.keys()).isEmpty();
    }
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void aSnapshotStaysWhileTheOwnerWritesAndCompacts() throws IOException {
    try (FolderStore store = FolderStore.open(temp)) {
      FolderTable table = (FolderTable) store.table("ledger");
      table.put("a", IntNode.valueOf(1), Durability.PROCESS);
      table.put("b", IntNode.valueOf(2), Durability.PROCESS);
      Instant oldest = table.oldest();
      try (TableSnapshot snapshot = FolderStore.read(temp, "ledger")) {
        table.put("a", IntNode.valueOf(3), Durability.PROCESS);
        table.remove("b", Durability.PROCESS);
        table.compact();
        table.put("c", IntNode.valueOf(4), Durability.PROCESS);
        assertThat(snapshot.keys()).containsExactly("a", "b");
        assertThat(snapshot.get("a").value()).isEqualTo(IntNode.valueOf(1));
        assertThat(snapshot.get("a").time()).isEqualTo(oldest);
        assertThat(snapshot.get("b").value()).isEqualTo(IntNode.valueOf(2));
      }
      try (TableSnapshot snapshot = FolderStore.read(temp, "ledger")) {
        assertThat(snapshot.keys()).isEqualTo(List.of("a", "c"));
      }
    }
  }

  @Test
  void aSnapshotSaysWhichRecordItsOwnerTookBack() throws IOException {
    Path file = temp.resolve("ledger.log");
    byte[] another = ledgerOf("b");
    Files.delete(file);
    ledgerOf("a");
    for (byte[] now : List.of(another, "x".repeat(another.length).getBytes(UTF_8))) {
      try (TableSnapshot snapshot = FolderStore.read(temp, "ledger")) {
        byte[] before = Files.readAllBytes(file);
        Files.write(file, now);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> snapshot.get("a"))
            .withMessageContaining("damaged");
        Files.write(file, before);
      }
    }
  }

  private byte[] ledgerOf(String key) throws IOException {
    try (FolderStore store = FolderStore.open(temp)) {
      store.table("ledger").put(key, IntNode.valueOf(1), Durability.PROCESS);
    }
    return Files.readAllBytes(temp.resolve("ledger.log"));
  }
}
