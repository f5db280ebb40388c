package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Another store, whose tables a subclass may make different. */
public abstract class ForwardingStore implements RecordStore {
  private final RecordStore store;

  protected ForwardingStore(RecordStore store) {
    this.store = store;
  }

  /** The table that the other one's is shown as. */
  protected abstract RecordTable shown(RecordTable table);

  @Override
  public final RecordTable table(String name) {
    return shown(store.table(name));
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

  /** Another table, of which a subclass may make some calls different. */
  public static class Table implements RecordTable {
    private final RecordTable table;

    protected Table(RecordTable table) {
      this.table = table;
    }

    @Override
    public boolean contains(String key) throws IOException {
      return table.contains(key);
    }

    @Override
    public JsonNode get(String key) throws IOException {
      return table.get(key);
    }

    @Override
    public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
      table.put(records, durability);
    }

    @Override
    public void update(String key, UnaryOperator<JsonNode> change, Durability durability)
        throws IOException {
      put(key, change.apply(get(key)), durability);
    }

    @Override
    public void remove(String key, Durability durability) throws IOException {
      table.remove(key, durability);
    }

    @Override
    public int forget(Instant before, int keepAtMost) {
      return table.forget(before, keepAtMost);
    }

    @Override
    public List<String> keys() throws IOException {
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
