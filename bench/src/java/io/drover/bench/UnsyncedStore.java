package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.ForwardingStore;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.util.Map;

/** Another store, whose writes survive the end of the process only. */
final class UnsyncedStore extends ForwardingStore {
  UnsyncedStore(RecordStore store) {
    super(store);
  }

  @Override
  protected RecordTable shown(RecordTable table) {
    return new Unsynced(table);
  }

  private static final class Unsynced extends Table {
    Unsynced(RecordTable table) {
      super(table);
    }

    @Override
    public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
      super.put(records, Durability.PROCESS);
    }

    @Override
    public void remove(String key, Durability durability) throws IOException {
      super.remove(key, Durability.PROCESS);
    }
  }
}
