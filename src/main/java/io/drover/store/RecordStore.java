package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Drover has to remember beyond its process: tables of records, and requests of its commands.
 * A folder is owned by one process at a time, a store on servers is shared by all. Thread-safe.
 */
public interface RecordStore extends AutoCloseable {
  /**
   * A table, which is made if it is not there.
   *
   * @param name lower-case letters, digits and {@code -}
   * @throws StoreException if it cannot be read
   */
  RecordTable table(String name);

  /**
   * Where a record is.
   *
   * @param table the name of its table
   */
  record Place(String table, String key) {}

  /**
   * Reads records of several tables, with one trip if they are remote.
   *
   * @return their values, null for each that is not there
   * @throws IOException if one cannot be read
   */
  default List<JsonNode> get(List<Place> places) throws IOException {
    List<JsonNode> values = new ArrayList<>();
    for (Place place : places) {
      values.add(table(place.table()).get(place.key()));
    }
    return values;
  }

  /** What commands ask of those who use the store. */
  Requests requests();

  /** Where it is, in words for a message. */
  String location();

  /** What keeps it from being read and written, as far as is known without asking; or null. */
  default String trouble() {
    return null;
  }

  @Override
  void close();
}
