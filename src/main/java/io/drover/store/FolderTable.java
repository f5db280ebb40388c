package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table as a file of lines to which changes are appended; the last line of a key counts. Keys are
 * in memory, values on disk. Once most of the file is out of date it is written anew.
 */
final class FolderTable implements RecordTable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderTable.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long WORTH_COMPACTING = 1 << 20;
  private static final String PROBE = "probe";

  private final Path path;
  private final Clock clock;
  private final AppendFile.Opener opener;
  private final RecordIndex index = new RecordIndex();
  private AppendFile file;
  private long compactAt = WORTH_COMPACTING;

  /**
   * @throws IOException if the file cannot be read or written
   */
  FolderTable(Path path, Clock clock, AppendFile.Opener opener) throws IOException {
    this.path = path;
    this.clock = clock;
    this.opener = opener;
    load();
  }

  private void load() throws IOException {
    FileChannel channel = opener.open(path);
    long good = RecordFile.read(channel, index);
    if (index.damagedPlaces() > 0) {
      setAside();
    } else if (channel.size() > good) {
      LOG.warn(
          "{}: the last {} bytes are of a record that was not written whole, and are dropped",
          path,
          channel.size() - good);
    }
    file = new AppendFile(channel, good);
    if (index.damagedPlaces() > 0) {
      compact();
    }
  }

  /** Keeps a copy of a file with lines that cannot be read, for a person to look at. */
  private void setAside() throws IOException {
    Path copy = path.resolveSibling(path.getFileName() + ".damaged-" + clock.millis());
    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
    LOG.error(
        "{}: {} places cannot be read, perhaps after a fault of the disk. Their records are left"
            + " out; {} is a copy of the file as it was.",
        path,
        index.damagedPlaces(),
        copy);
  }

  @Override
  public synchronized boolean contains(String key) {
    return index.get(key) != null;
  }

  @Override
  public synchronized JsonNode get(String key) throws IOException {
    RecordIndex.Place place = index.get(key);
    return place == null ? null : JSON.readTree(line(place).json());
  }

  private RecordLine line(RecordIndex.Place place) throws IOException {
    byte[] bytes = file.read(place.offset(), place.length());
    RecordLine line = RecordLine.read(bytes, 0, bytes.length - 1);
    if (line == null) {
      throw new IOException(path + ": the record at byte " + place.offset() + " is damaged");
    }
    return line;
  }

  @Override
  public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
    List<RecordLine> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : records.entrySet()) {
      byte[] json = JSON.writeValueAsBytes(entry.getValue());
      lines.add(RecordLine.of(entry.getKey(), clock.millis(), json));
    }
    write(lines, durability);
  }

  @Override
  public void remove(String key, Durability durability) throws IOException {
    if (contains(key)) {
      write(List.of(RecordLine.removal(key, clock.millis())), durability);
    }
  }

  @Override
  public void probe() throws IOException {
    write(List.of(RecordLine.removal(PROBE, clock.millis())), Durability.MACHINE);
  }

  private void write(List<RecordLine> lines, Durability durability) throws IOException {
    AppendFile written;
    synchronized (this) {
      if (file.isDoubtful()) {
        compact();
      }
      append(lines);
      written = file;
      if (file.end() > compactAt && file.end() > 2 * index.bytes()) {
        tryToCompact();
      }
    }
    if (durability == Durability.MACHINE) {
      written.force();
    }
  }

  private void append(List<RecordLine> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> lengths = new ArrayList<>();
    for (RecordLine line : lines) {
      byte[] text = line.bytes();
      bytes.writeBytes(text);
      lengths.add(text.length);
    }
    long offset = file.append(bytes.toByteArray());
    for (int i = 0; i < lines.size(); i++) {
      index.line(lines.get(i), offset, lengths.get(i));
      offset += lengths.get(i);
    }
  }

  private void tryToCompact() {
    try {
      compact();
    } catch (IOException e) {
      compactAt = 2 * file.end();
      LOG.warn(
          "{}: writing it anew without what is out of date comes later: {}", path, e.toString());
    }
  }

  /** Writes a new file of the records that count, and takes it in place of the old one. */
  private void compact() throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(draft);
    AppendFile fresh = new AppendFile(opener.open(draft), 0);
    Map<String, Long> offsets = new HashMap<>();
    try {
      for (String key : index.keys()) {
        RecordIndex.Place old = index.get(key);
        offsets.put(key, fresh.append(file.read(old.offset(), old.length())));
      }
      fresh.force();
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    AppendFile old = file;
    file = fresh;
    index.moveTo(offsets);
    compactAt = Math.max(WORTH_COMPACTING, 2 * file.end());
    old.replaced();
    forceFolder();
  }

  /** A new name is on disk once its folder is; until then what is written to it may be lost. */
  private void forceFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      file.doubt();
      throw e;
    }
  }

  @Override
  public synchronized int forget(Instant before, int keepAtMost) {
    int forgotten = 0;
    while (index.size() > keepAtMost || isBefore(index.oldest(), before)) {
      index.removeOldest();
      forgotten++;
    }
    return forgotten;
  }

  private static boolean isBefore(RecordIndex.Place place, Instant time) {
    return place != null && place.millis() < time.toEpochMilli();
  }

  @Override
  public synchronized List<String> keys() {
    return index.keys();
  }

  @Override
  public synchronized int size() {
    return index.size();
  }

  @Override
  public synchronized long bytes() {
    return index.bytes();
  }

  @Override
  public synchronized Instant oldest() {
    RecordIndex.Place oldest = index.oldest();
    return oldest == null ? null : Instant.ofEpochMilli(oldest.millis());
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("{}: closing it: {}", path, e.toString());
    }
  }
}
