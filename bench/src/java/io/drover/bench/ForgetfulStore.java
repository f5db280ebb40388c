package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.FolderStore;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.Requests;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A store that keeps nothing.
 *
 * @param folder of requests
 */
record ForgetfulStore(Path folder) implements RecordStore {
  @Override
  public RecordTable table(String name) {
    return new Table();
  }

  @Override
  public Requests requests() {
    return FolderStore.requests(folder);
  }

  @Override
  public String location() {
    return "nowhere";
  }

  @Override
  public void close() {}

  private static final class Table implements RecordTable {
    @Override
    public void put(Map<String, JsonNode> records, Durability durability) {}

    @Override
    public void update(String key, UnaryOperator<JsonNode> change, Durability durability) {}

    @Override
    public void remove(String key, Durability durability) {}

    @Override
    public boolean contains(String key) {
      return false;
    }

    @Override
    public JsonNode get(String key) {
      return null;
    }

    @Override
    public int forget(Instant before, int keepAtMost) {
      return 0;
    }

    @Override
    public List<String> keys() {
      return List.of();
    }

    @Override
    public int size() {
      return 0;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public Instant oldest() {
      return null;
    }

    @Override
    public void probe() {}
  }
}
