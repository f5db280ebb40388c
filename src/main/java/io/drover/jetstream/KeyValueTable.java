package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table as a bucket, which several processes use. The servers confirm each write, so that both
 * forms of durability are theirs. Nothing that is read is kept: it may be another's tomorrow.
 */
final class KeyValueTable implements RecordTable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyValueTable.class);
  private static final int TRIES = 100;

  private final KeyValueBucket bucket;
  private final Probe probe;
  private final TableState state;
  private volatile boolean closed;

  /** Tries whether anything can be written. */
  @FunctionalInterface
  interface Probe {
    void run() throws IOException;
  }

  KeyValueTable(KeyValueBucket bucket, Probe probe) {
    this.bucket = bucket;
    this.probe = probe;
    this.state = new TableState(bucket);
  }

  void close() {
    closed = true;
  }

  private KeyValueBucket bucket() throws IOException {
    if (closed) {
      throw new IOException("the store with bucket " + bucket.name() + " is closed");
    }
    return bucket;
  }

  /** Asks for a record, so that others may be asked for before it is there. */
  KeyValueBucket.Reading ask(String key) throws IOException {
    return bucket().ask(key);
  }

  @Override
  public boolean contains(String key) throws IOException {
    return bucket().get(key) != null;
  }

  @Override
  public JsonNode get(String key) throws IOException {
    return value(bucket().get(key));
  }

  /** The value of a record, or null if there is none. */
  static JsonNode value(KeyValueRecord found) throws IOException {
    return found == null ? null : found.value();
  }

  @Override
  public void put(Map<String, JsonNode> records, Durability durability) throws IOException {
    try {
      bucket().put(records);
    } finally {
      state.written(records.size());
    }
  }

  @Override
  public void update(String key, UnaryOperator<JsonNode> change, Durability durability)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      KeyValueRecord found = bucket().get(key);
      JsonNode changed = change.apply(value(found));
      state.written(1);
      if (bucket().put(key, changed, found == null ? 0 : found.revision()) > 0) {
        state.written(0);
        return;
      }
    }
    throw new IOException("another process changes the record " + key + " all the time");
  }

  @Override
  public void remove(String key, Durability durability) throws IOException {
    bucket().remove(key);
    state.written(0);
  }

  /** While it is away nothing is forgotten. */
  @Override
  public int forget(Instant before, int keepAtMost) {
    try {
      return state.forget(before, keepAtMost);
    } catch (IOException e) {
      LOG.debug("Forgetting what is too old in bucket {} comes later", bucket.name(), e);
      return 0;
    }
  }

  @Override
  public List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    bucket().scan(false, each -> keys.add(each.key()));
    return keys;
  }

  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, state.now().count());
  }

  @Override
  public long bytes() {
    return state.now().bytes();
  }

  @Override
  public Instant oldest() {
    return state.now().oldest();
  }

  @Override
  public void probe() throws IOException {
    bucket().state();
    probe.run();
  }
}
