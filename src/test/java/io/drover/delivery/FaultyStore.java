package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.Requests;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store whose writes fail while a switch is on. */
final class FaultyStore implements RecordStore {
  private final AtomicBoolean full = new AtomicBoolean();
  private final RecordStore store;

  FaultyStore(RecordStore store) {
    this.store = store;
  }

  void full(boolean on) {
    full.set(on);
  }

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

  private final class Table implements RecordTable {
    private final RecordTable table;

    Table(RecordTable table) {
      this.table = table;
    }

    private void check() throws IOException {
      if (full.get()) {
        throw new IOException("No space left on device");
      }
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
    public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
      check();
      table.put(records, durability);
    }

    @Override
    public void remove(String key, Durability durability) throws IOException {
      check();
      table.remove(key, durability);
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
      check();
      table.probe();
    }
  }
}
