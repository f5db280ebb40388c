package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.IntNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Files that a crash, or the disk, left otherwise than they were written. */
class StoreDamageTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir private Path temp;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger(FolderTable.class.getPackageName());

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private List<Level> said() {
    return log.list.stream().map(ILoggingEvent::getLevel).toList();
  }

  private static FolderStore open(Path folder) {
    return FolderStore.open(folder, CLOCK, AppendFile.OWNER_ONLY);
  }

  private static List<String> keys(Path folder) throws IOException {
    try (FolderStore store = open(folder)) {
      return store.table("t").keys();
    }
  }

  /** Four records, and where each ends. */
  private byte[] fourRecords(List<Integer> ends) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("whole"));
    Path file = folder.resolve("t.log");
    try (FolderStore store = open(folder)) {
      for (int i = 0; i < 4; i++) {
        store.table("t").put("key " + i, IntNode.valueOf(i), Durability.PROCESS);
        ends.add((int) Files.size(file));
      }
    }
    return Files.readAllBytes(file);
  }

  private Path folder(String name, byte[] content) throws IOException {
    Path folder = Files.createDirectory(temp.resolve(name));
    Files.write(folder.resolve("t.log"), content);
    return folder;
  }

  private static List<Path> copies(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().contains("damaged")).sorted().toList();
    }
  }

  @Test
  void cutOffAtAnyByteEveryWholeRecordIsThereAndMoreCanBeWritten() throws IOException {
    List<Integer> ends = new ArrayList<>();
    byte[] whole = fourRecords(ends);
    for (int length = 0; length <= whole.length; length++) {
      int cut = length;
      Path folder = folder("cut" + cut, Arrays.copyOf(whole, cut));
      List<String> there = new ArrayList<>();
      for (int i = 0; i < 4 && ends.get(i) <= cut; i++) {
        there.add("key " + i);
      }
      log.list.clear();
      try (FolderStore store = open(folder)) {
        assertThat(store.table("t").keys()).as("cut at %d", cut).isEqualTo(there);
        store.table("t").put("next", IntNode.valueOf(9), Durability.PROCESS);
      }
      assertThat(said())
          .as("cut at %d", cut)
          .isEqualTo(cut == 0 || ends.contains(cut) ? List.of() : List.of(Level.WARN));
      there.add("next");
      assertThat(keys(folder)).as("cut at %d", cut).isEqualTo(there);
      assertThat(said()).doesNotContain(Level.ERROR);
    }
  }

  static List<String> garbage() {
    return List.of("x", "x\n\n", "garbage\n", "\0".repeat(5_000), "00000000 1 \"a\" 1\n", "€\n{");
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbageAtTheEndIsDropped(String garbage) throws IOException {
    byte[] whole = fourRecords(new ArrayList<>());
    byte[] end = garbage.getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(whole, whole.length + end.length);
    System.arraycopy(end, 0, both, whole.length, end.length);
    Path folder = folder("garbage", both);
    try (FolderStore store = open(folder)) {
      assertThat(store.table("t").size()).isEqualTo(4);
      store.table("t").put("next", IntNode.valueOf(9), Durability.PROCESS);
    }
    assertThat(keys(folder)).hasSize(5).last().isEqualTo("next");
    assertThat(said()).containsExactly(Level.WARN);
  }

  @Test
  void aDamagedRecordIsLeftOutAndACopyKept() throws IOException {
    List<Integer> ends = new ArrayList<>();
    byte[] whole = fourRecords(ends);
    for (int at = ends.get(0); at < ends.get(1); at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Path folder = folder("at" + at, damaged);
      log.list.clear();
      assertThat(keys(folder))
          .as("damaged at %d", at)
          .contains("key 0", "key 3")
          .doesNotContain("key 1");
      assertThat(said()).containsExactly(Level.ERROR);
      Path copy = copies(folder).get(0);
      assertThat(log.list.get(0).getFormattedMessage())
          .contains("1 places", copy.toString(), folder.resolve("t.log").toString());
      assertThat(copy).hasBinaryContent(damaged);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .isEqualTo("rw-------");
      if (at < ends.get(1) - 1) { // else the line feed, whose loss takes the next record too
        assertThat(keys(folder)).containsExactly("key 0", "key 2", "key 3");
      }
    }
  }

  @Test
  void damageIsSaidOnce() throws IOException {
    byte[] damaged = fourRecords(new ArrayList<>());
    damaged[3] ^= 4;
    Path folder = folder("damaged", damaged);
    assertThat(keys(folder)).isEqualTo(keys(folder)).hasSize(3);
    assertThat(said()).containsExactly(Level.ERROR);
    assertThat(copies(folder)).hasSize(1);
  }

  @Test
  void noCopyReplacesAnother() throws IOException {
    byte[] damaged = fourRecords(new ArrayList<>());
    damaged[3] ^= 4;
    Path folder = folder("damaged", damaged);
    assertThat(keys(folder)).hasSize(3);
    damaged[9] ^= 4;
    Files.write(folder.resolve("t.log"), damaged);
    assertThat(keys(folder)).hasSize(3);
    assertThat(copies(folder)).hasSize(2);
  }

  @Test
  void aLineOfAnotherFormIsDamaged() throws IOException {
    List<Integer> ends = new ArrayList<>();
    byte[] whole = fourRecords(ends);
    for (String line : List.of(" x \"key\" 1", " 1 key 1", "", " 1  1", " ", "x".repeat(40))) {
      CRC32C crc = new CRC32C();
      crc.update(line.getBytes(StandardCharsets.US_ASCII));
      String text = String.format("%08x%s\n", crc.getValue(), line);
      byte[] both =
          (text + new String(whole, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
      assertThat(keys(folder("line" + line.hashCode(), both))).as(line).hasSize(4);
      assertThat(said()).as(line).containsExactly(Level.ERROR);
      log.list.clear();
    }
  }

  @Test
  void damageWhileTheStoreIsOpenIsFoundAtTheLatestWhenItCompacts() throws IOException {
    List<Integer> ends = new ArrayList<>();
    byte[] flipped = fourRecords(ends);
    byte[] anothersLine = flipped.clone();
    flipped[ends.get(0) + 20] ^= 4;
    System.arraycopy(anothersLine, 0, anothersLine, ends.get(0), ends.get(1) - ends.get(0));
    for (byte[] damaged : List.of(flipped, anothersLine)) {
      FaultyDisk disk = new FaultyDisk();
      Path folder = temp.resolve("open" + damaged[ends.get(0) + 20]);
      log.list.clear();
      try (FolderStore store = FolderStore.open(folder, CLOCK, disk)) {
        FolderTable table = (FolderTable) store.table("t");
        for (int i = 0; i < 4; i++) {
          table.put("key " + i, IntNode.valueOf(i), Durability.MACHINE);
        }
        Files.write(folder.resolve("t.log"), damaged);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> table.get("key 1"))
            .withMessageContaining("damaged");
        table.compact();
        assertThat(table.keys()).containsExactly("key 0", "key 2", "key 3");
      }
      assertThat(keys(folder)).containsExactly("key 0", "key 2", "key 3");
      assertThat(said()).containsExactly(Level.ERROR);
      Path crashed = disk.afterCrash(temp.resolve("crash" + folder.getFileName()));
      assertThat(copies(crashed))
          .singleElement()
          .satisfies(c -> assertThat(c).hasBinaryContent(damaged));
    }
  }
}
