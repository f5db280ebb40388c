package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the sweeps of a route are in a part of a bucket.
 *
 * @param since all events of objects changed before are finished, a short time aside that is looked
 *     at again
 * @param from where the first sweep began; nothing older is looked at
 */
record SweepPosition(Instant since, Instant from) {
  static SweepPosition first(Instant from) {
    return new SweepPosition(from, from);
  }

  /** That of a table, or null. */
  static SweepPosition read(RecordTable table, String key) throws IOException {
    JsonNode value = table.get(key);
    return value == null
        ? null
        : new SweepPosition(
            Instant.parse(value.path("since").asText()),
            Instant.parse(value.path("from").asText()));
  }

  void write(RecordTable table, String key) throws IOException {
    JsonNode value =
        JsonNodeFactory.instance
            .objectNode()
            .put("since", since.toString())
            .put("from", from.toString());
    table.put(key, value, Durability.MACHINE);
  }

  /** The objects changed before this are not looked at. */
  Instant horizon(Duration overlap) {
    Instant back = since.isAfter(Instant.EPOCH.plus(overlap)) ? since.minus(overlap) : from;
    return back.isAfter(from) ? back : from;
  }

  /**
   * After a sweep that went through.
   *
   * @param began when it did
   * @param oldest when the object was changed whose event is not finished for longest, or null
   */
  SweepPosition after(Instant began, Instant oldest) {
    Instant reached = oldest == null || oldest.isAfter(began) ? began : oldest;
    return reached.isAfter(since) ? new SweepPosition(reached, from) : this;
  }
}
