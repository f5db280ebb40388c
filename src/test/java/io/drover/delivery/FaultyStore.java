package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.ForwardingStore;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import io.drover.store.RecordTooLargeException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store whose writes fail while a switch is on. */
final class FaultyStore extends ForwardingStore {
  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean small = new AtomicBoolean();

  FaultyStore(RecordStore store) {
    super(store);
  }

  void full(boolean on) {
    full.set(on);
  }

  /** Neither reads nor writes are answered. */
  void away(boolean on) {
    away.set(on);
    full.set(on);
  }

  /** No record is small enough. */
  void small(boolean on) {
    small.set(on);
  }

  @Override
  protected RecordTable shown(RecordTable table) {
    return new Faulty(table);
  }

  private final class Faulty extends Table {
    Faulty(RecordTable table) {
      super(table);
    }

    @Override
    public JsonNode get(String key) throws IOException {
      if (away.get()) {
        throw new IOException("no answer");
      }
      return super.get(key);
    }

    private void check() throws IOException {
      if (small.get()) {
        throw new RecordTooLargeException("too large");
      }
      if (full.get()) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
      check();
      super.put(records, durability);
    }

    @Override
    public void remove(String key, Durability durability) throws IOException {
      if (contains(key)) { // as the folder's table: else nothing is written
        check();
      }
      super.remove(key, durability);
    }

    @Override
    public void probe() throws IOException {
      check();
      super.probe();
    }
  }
}
