package io.drover.store;

/**
 * What Drover has to remember beyond its process: tables of records, and requests of its commands.
 * One process at a time owns it. Thread-safe.
 */
public interface RecordStore extends AutoCloseable {
  /**
   * A table, which is made if it is not there.
   *
   * @param name lower-case letters, digits and {@code -}
   * @throws StoreException if it cannot be read
   */
  RecordTable table(String name);

  /** What commands ask of the process that owns the store. */
  Requests requests();

  /** Where it is, in words for a message. */
  String location();

  @Override
  void close();
}
