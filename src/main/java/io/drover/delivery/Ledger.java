package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.event.StableHash;
import io.drover.store.RecordStore.Place;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is finished, for as long as a sender may send it again. Thread-safe. */
final class Ledger {
  /** The table of the store that has it. */
  static final String TABLE = "ledger";

  private final RecordTable table;
  private final DeliveryOptions options;
  private final Clock clock;

  /**
   * Something that is finished.
   *
   * @param step empty for the event as a whole, like {@code part}
   * @param replay how often the event was replayed to be acted on anew
   */
  record Key(String route, String step, String part, String event, int replay) {
    static Key ofEvent(String route, String event, int replay) {
      return new Key(route, "", "", event, replay);
    }

    Place place() {
      return new Place(TABLE, hash());
    }

    private String hash() {
      return StableHash.of(List.of(route, step, part, event, String.valueOf(replay)));
    }
  }

  Ledger(RecordTable table, DeliveryOptions options, Clock clock) {
    this.table = table;
    this.options = options;
    this.clock = clock;
  }

  boolean has(Key key) throws IOException {
    return table.contains(key.hash());
  }

  /** What had been done, or null if nothing is known. */
  String what(Key key) throws IOException {
    return what(table.get(key.hash()));
  }

  /**
   * What a record says had been done.
   *
   * @param found null if there is none; then so is this
   */
  static String what(JsonNode found) {
    return found == null ? null : found.path("what").asText();
  }

  /**
   * Keeps what is finished.
   *
   * @param finished what was done, by key
   */
  void finish(Map<Key, String> finished) throws IOException {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    finished.forEach((key, what) -> records.put(key.hash(), entry(key, what)));
    table.put(records, Durability.MACHINE);
    table.forget(clock.instant().minus(options.ledgerWindow()), options.ledgerRecords());
  }

  private static JsonNode entry(Key key, String what) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("route", key.route())
        .put("event", key.event())
        .put("what", what);
  }

  int size() {
    return table.size();
  }
}
