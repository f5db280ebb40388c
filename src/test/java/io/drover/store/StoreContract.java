package io.drover.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A part of what every form of record store holds: a store that is open in each test. */
abstract class StoreContract {
  private final Supplier<RecordStore> open;
  private RecordStore store;
  private RecordTable table;

  /**
   * @param open opens the store, each time the same one
   */
  StoreContract(Supplier<RecordStore> open) {
    this.open = open;
  }

  @BeforeEach
  void openIt() {
    store = open.get();
    table = store.table("letters");
  }

  @AfterEach
  void closeIt() {
    store.close();
  }

  final void reopen() {
    store.close();
    openIt();
  }

  /** Opens it once more. */
  final RecordStore another() {
    return open.get();
  }

  final RecordStore store() {
    return store;
  }

  final RecordTable table() {
    return table;
  }

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  final void put(String... keys) throws IOException {
    for (String key : keys) {
      table.put(key, text("of " + key), Durability.PROCESS);
    }
  }
}
