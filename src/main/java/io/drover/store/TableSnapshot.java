package io.drover.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.store.RecordTable.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/** What a table held at one moment. Its owner may go on writing, and compact it. */
public final class TableSnapshot implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The snapshot of a table that is not there. */
  static final TableSnapshot EMPTY = new TableSnapshot();

  private final AppendFile file;
  private final RecordIndex index = new RecordIndex();

  private TableSnapshot() {
    file = null;
  }

  TableSnapshot(FileChannel channel) throws IOException {
    RecordFile.read(channel, index);
    file = new AppendFile(channel, Long.MAX_VALUE);
  }

  /** The keys, the one put longest ago first. */
  public List<String> keys() {
    return index.keys();
  }

  /** A record of {@link #keys()}. */
  public Entry get(String key) throws IOException {
    RecordIndex.Place place = index.get(key);
    RecordLine line =
        RecordLine.read(file.read(place.offset(), place.length()), 0, place.length() - 1);
    return new Entry(key, Instant.ofEpochMilli(line.millis()), JSON.readTree(line.json()));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
