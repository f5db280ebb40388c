package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table as a file of lines to which changes are appended; the last line of a key counts. Keys are
 * in memory, values on disk. Once most of the file is out of date it is written anew.
 */
final class FolderTable implements RecordTable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderTable.class);
  private static final long WORTH_COMPACTING = 1 << 20;

  private final Path path;
  private final Clock clock;
  private final AppendFile.Opener opener;
  private final DamagedCopies copies;
  private final Compaction compaction;
  private final Lock updating = new ReentrantLock();
  private RecordIndex index = new RecordIndex();
  private AppendFile file;
  private long compactAt = WORTH_COMPACTING;
  private boolean closed;

  /**
   * @throws IOException if the file cannot be read or written
   */
  FolderTable(Path path, Clock clock, AppendFile.Opener opener) throws IOException {
    this.path = path;
    this.clock = clock;
    this.opener = opener;
    this.copies = new DamagedCopies(path, clock, opener);
    this.compaction = new Compaction(path, opener, copies);
    compaction.deleteDraft();
    FileChannel channel = opener.open(path);
    try {
      load(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void load(FileChannel channel) throws IOException {
    RecordFile.Findings found = RecordFile.read(channel, index);
    if (found.damagedPlaces() > 0) {
      copies.keep(channel, found.damagedPlaces());
    } else if (channel.size() > found.good()) {
      LOG.warn(
          "{}: the last {} bytes are of a record that was not written whole, and are dropped",
          path,
          channel.size() - found.good());
    }
    file = new AppendFile(channel, found.good());
    opener.forceFolder(path.getParent());
    if (found.damagedPlaces() > 0) {
      compact();
    }
  }

  /** The file, opened again if an interrupt closed it. */
  private AppendFile file() throws IOException {
    if (closed) {
      throw new IOException(path + " is closed");
    }
    if (!file.isOpen()) {
      file = new AppendFile(opener.open(path), file.end());
      file.doubt(); // the interrupt may have hidden what the disk said
    }
    return file;
  }

  @Override
  public synchronized boolean contains(String key) {
    return index.get(key) != null;
  }

  @Override
  public synchronized JsonNode get(String key) throws IOException {
    RecordIndex.Place place = index.get(key);
    if (place == null) {
      return null;
    }
    boolean interrupted = Thread.interrupted();
    try {
      RecordLine line = RecordFile.line(file(), key, place);
      if (line == null) {
        throw new IOException(path + ": the record at byte " + place.offset() + " is damaged");
      }
      return line.value();
    } finally {
      interruptIf(interrupted);
    }
  }

  @Override
  public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
    List<RecordLine> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : records.entrySet()) {
      lines.add(RecordLine.of(entry.getKey(), clock.millis(), entry.getValue()));
    }
    write(lines, durability);
  }

  @Override
  public void update(String key, UnaryOperator<JsonNode> change, Durability durability)
      throws IOException {
    updating.lock();
    try {
      put(key, change.apply(get(key)), durability);
    } finally {
      updating.unlock();
    }
  }

  /**
   * A removal that must reach the disk is written even if the record is not there: the line that
   * removed it may be an earlier process's, which the disk dropped without our knowing.
   */
  @Override
  public void remove(String key, Durability durability) throws IOException {
    boolean needed = durability == Durability.MACHINE || isWritten(key);
    RecordLine removal = RecordLine.removal(key, clock.millis());
    write(needed ? List.of(removal) : List.of(), durability);
  }

  private synchronized boolean isWritten(String key) {
    return index.isWritten(key);
  }

  @Override
  public void probe() throws IOException {
    write(List.of(RecordLine.nothing(clock.millis())), Durability.MACHINE);
  }

  /** An interrupt waits until it is done: it would close the file for all threads. */
  private void write(List<RecordLine> lines, Durability durability) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      AppendFile written = append(lines);
      if (durability == Durability.MACHINE) {
        written.force();
      }
    } finally {
      interruptIf(interrupted);
    }
  }

  private static void interruptIf(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the file to force: the one that was written to, even if it has been replaced. */
  private synchronized AppendFile append(List<RecordLine> lines) throws IOException {
    if (file().isDoubtful()) {
      compact();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> lengths = new ArrayList<>();
    for (RecordLine line : lines) {
      byte[] text = line.bytes();
      bytes.writeBytes(text);
      lengths.add(text.length);
    }
    AppendFile written = file;
    long offset = written.append(bytes.toByteArray());
    for (int i = 0; i < lines.size(); i++) {
      index.line(lines.get(i), offset, lengths.get(i));
      offset += lengths.get(i);
    }
    if (file.end() > compactAt && file.end() > 2 * index.bytes()) {
      tryToCompact();
    }
    return written;
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

  /** Takes a new file of the records that count in place of the old one. */
  void compact() throws IOException {
    AppendFile old = file();
    Compaction.Result fresh = compaction.run(index, this::file);
    file = fresh.file();
    index = fresh.index();
    compactAt = Math.max(WORTH_COMPACTING, 2 * file.end());
    try {
      opener.forceFolder(path.getParent());
    } catch (IOException e) {
      file.doubt(); // until the new name is on disk, what is written to it may be lost
      old.close();
      throw e;
    }
    if (fresh.complete()) {
      old.replaced();
    } else {
      old.close();
    }
  }

  @Override
  public synchronized int forget(Instant before, int keepAtMost) {
    return index.forget(before, keepAtMost);
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
    return index.oldest();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("{}: closing it: {}", path, e.toString());
    }
  }
}
