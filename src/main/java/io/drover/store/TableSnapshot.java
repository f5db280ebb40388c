package io.drover.store;

import io.drover.store.RecordTable.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/** What a table held at one moment. Its owner may go on writing, and compact it. */
public final class TableSnapshot implements AutoCloseable {
  /** The snapshot of a table that is not there. */
  static final TableSnapshot EMPTY = new TableSnapshot(null);

  private final FileChannel file;
  private final RecordIndex index = new RecordIndex();

  private TableSnapshot(FileChannel file) {
    this.file = file;
  }

  /** Takes the channel over, to close it. */
  static TableSnapshot of(FileChannel file) throws IOException {
    try {
      TableSnapshot snapshot = new TableSnapshot(file);
      RecordFile.read(file, snapshot.index);
      return snapshot;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The keys, the one put longest ago first. */
  public List<String> keys() {
    return index.keys();
  }

  /**
   * A record of {@link #keys()}.
   *
   * @throws IOException if it cannot be read, or is one that its owner could not keep after all
   */
  public Entry get(String key) throws IOException {
    RecordIndex.Place place = index.get(key);
    byte[] bytes = AppendFile.read(file, place.offset(), place.length());
    RecordLine line = RecordLine.read(bytes, bytes.length - 1);
    if (line == null || !key.equals(line.key())) {
      throw new IOException("the record " + key + " is damaged");
    }
    return new Entry(key, Instant.ofEpochMilli(line.millis()), line.value());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
