package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records by key, in the order in which they were last put. Thread-safe. */
public interface RecordTable {
  /** What a write survives. */
  enum Durability {
    /** The end of this process, at any moment. */
    PROCESS,
    /** The end of the machine: the write is on disk when the call returns. */
    MACHINE
  }

  /**
   * A record.
   *
   * @param time when it was put
   */
  record Entry(String key, Instant time, JsonNode value) {}

  boolean contains(String key);

  /**
   * The record's value, or null if there is none.
   *
   * @throws IOException if it cannot be read
   */
  JsonNode get(String key) throws IOException;

  /**
   * Puts records, all with one write.
   *
   * @throws IOException if they are not safely kept; they may be there all the same
   */
  void put(Map<String, JsonNode> records, Durability durability) throws IOException;

  /** Puts one record. */
  default void put(String key, JsonNode value, Durability durability) throws IOException {
    put(Map.of(key, value), durability);
  }

  /** Removes a record; one that is not there is no error. */
  void remove(String key, Durability durability) throws IOException;

  /**
   * Forgets the records that were put before a time, and the oldest ones beyond a number. Makes no
   * write of its own: until the table is next compacted, they come back when it is opened.
   *
   * @return how many
   */
  int forget(Instant before, int keepAtMost);

  /** The keys, the one put longest ago first: a copy. */
  List<String> keys();

  int size();

  /** The size of the records that are there, in bytes as they are kept. */
  long bytes();

  /** When the oldest record was put, or null. */
  Instant oldest();

  /**
   * Whether a write that promises {@link Durability#MACHINE} is possible now.
   *
   * @throws IOException saying why not
   */
  void probe() throws IOException;
}
