package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.Requests;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A store that is gone with its rehearsal. Thread-safe. */
final class MemoryStore implements RecordStore {
  private final Map<String, RecordTable> tables = new HashMap<>();

  @Override
  public synchronized RecordTable table(String name) {
    return tables.computeIfAbsent(name, n -> new Table());
  }

  /** Forgets everything. */
  synchronized void clear() {
    tables.values().forEach(table -> ((Table) table).clear());
  }

  @Override
  public Requests requests() {
    return new Requests() {
      @Override
      public String submit(ObjectNode request) {
        throw new UnsupportedOperationException("nobody obeys in a rehearsal");
      }

      @Override
      public Map<String, ObjectNode> pending() {
        return Map.of();
      }

      @Override
      public boolean claim(String name) {
        return true;
      }

      @Override
      public void end(String name) {}
    };
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}

  private static final class Table implements RecordTable {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    synchronized void clear() {
      entries.clear();
    }

    @Override
    public synchronized boolean contains(String key) {
      return entries.containsKey(key);
    }

    @Override
    public synchronized JsonNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public synchronized void put(Map<String, JsonNode> records, Durability durability) {
      records.forEach(
          (key, value) -> {
            entries.remove(key);
            entries.put(key, new Entry(key, Instant.now(), value));
          });
    }

    @Override
    public synchronized void update(
        String key, UnaryOperator<JsonNode> change, Durability durability) {
      put(Map.of(key, change.apply(get(key))), durability);
    }

    @Override
    public synchronized void remove(String key, Durability durability) {
      entries.remove(key);
    }

    @Override
    public synchronized int forget(Instant before, int keepAtMost) {
      int size = entries.size();
      Iterator<Entry> oldest = entries.values().iterator();
      while (oldest.hasNext()) {
        if (!oldest.next().time().isBefore(before) && entries.size() <= keepAtMost) {
          break;
        }
        oldest.remove();
      }
      return size - entries.size();
    }

    @Override
    public synchronized List<String> keys() {
      return List.copyOf(entries.keySet());
    }

    @Override
    public synchronized int size() {
      return entries.size();
    }

    @Override
    public synchronized long bytes() {
      return 0;
    }

    @Override
    public synchronized Instant oldest() {
      return entries.values().stream().map(Entry::time).findFirst().orElse(null);
    }

    @Override
    public void probe() {}
  }
}
