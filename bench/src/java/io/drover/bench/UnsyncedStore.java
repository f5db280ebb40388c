package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import io.drover.store.Requests;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Another store, whose writes survive the end of the process only. */
record UnsyncedStore(RecordStore store) implements RecordStore {
  @Override
  public RecordTable table(String name) {
    return new Table(store.table(name));
  }

  @Override
  public Requests requests() {
    return store.requests();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }

  private record Table(RecordTable table) implements RecordTable {
    @Override
    public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
      table.put(records, Durability.PROCESS);
    }

    @Override
    public void remove(String key, Durability durability) throws IOException {
      table.remove(key, Durability.PROCESS);
    }

    @Override
    public boolean contains(String key) {
      return table.contains(key);
    }

    @Override
    public JsonNode get(String key) throws IOException {
      return table.get(key);
    }

    @Override
    public int forget(Instant before, int keepAtMost) {
      return table.forget(before, keepAtMost);
    }

    @Override
    public List<String> keys() {
      return table.keys();
    }

    @Override
    public int size() {
      return table.size();
    }

    @Override
    public long bytes() {
      return table.bytes();
    }

    @Override
    public Instant oldest() {
      return table.oldest();
    }

    @Override
    public void probe() throws IOException {
      table.probe();
    }
  }
}
