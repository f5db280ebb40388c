package io.drover.store;

import io.drover.store.RecordTable.Entry;
import java.io.IOException;

/** A store as commands see it, which use it beside whoever runs with it. */
public interface StoreView extends AutoCloseable {
  /** Is shown records. */
  @FunctionalInterface
  interface Visitor {
    void see(Entry entry) throws IOException;
  }

  /**
   * Shows the records of a table, the one put longest ago first; none if there is no such table.
   *
   * @throws IOException if one cannot be read
   */
  void read(String table, Visitor visitor) throws IOException;

  Requests requests();

  /** Whether a Drover runs with the store now, which sees requests. */
  boolean isInUse() throws IOException;

  /** Where it is, in words for a message. */
  String location();

  @Override
  void close();
}
