package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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

  /**
   * Whether the record is there.
   *
   * @throws IOException if that cannot be found out
   */
  boolean contains(String key) throws IOException;

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

  /**
   * Changes a record. Whoever else changes it by this, in whatever process, does so before or
   * after.
   *
   * @param change gives the new value of the old one, which is null if there is none; perhaps
   *     called more than once
   * @throws IOException if it is not safely kept; it may be all the same
   */
  void update(String key, UnaryOperator<JsonNode> change, Durability durability) throws IOException;

  /** Removes a record; one that is not there is no error. */
  void remove(String key, Durability durability) throws IOException;

  /**
   * Forgets the records that were put before a time, and the oldest ones beyond a number. Fit to be
   * called after each put: a table in a folder makes no write for it, so that until it is next
   * compacted they come back when it is opened; one that is remote does it now and then, of many at
   * once, and not while it is away.
   *
   * @return how many
   */
  int forget(Instant before, int keepAtMost);

  /**
   * The keys, the one put longest ago first: a copy.
   *
   * @throws IOException if they cannot be read
   */
  List<String> keys() throws IOException;

  /** How many records there are. If others write too, or it is away: as was last known. */
  int size();

  /** The size of the records that are there, in bytes as they are kept, known like their number. */
  long bytes();

  /** When the oldest record was put, or null; known like their number. */
  Instant oldest();

  /**
   * Whether a write that promises {@link Durability#MACHINE} is possible now.
   *
   * @throws IOException saying why not
   */
  void probe() throws IOException;
}
