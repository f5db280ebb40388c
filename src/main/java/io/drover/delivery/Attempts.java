package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.store.RecordStore.Place;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often each event was tried, by route and id, since a sender that repeats does not say.
 * Thread-safe.
 */
final class Attempts {
  /** The table of the store that has them. */
  static final String TABLE = "attempts";

  private static final Duration WINDOW = Duration.ofDays(7);
  private static final int MOST = 100_000;

  private final RecordTable table;
  private final DeliveryOptions options;
  private final Clock clock;

  /**
   * The attempts at an event until now.
   *
   * @param made all of them
   * @param counted those that ended with an answer about this very event
   * @param first when the first of all was
   * @param firstCounted when the first of those that count was, or null
   */
  record Tally(int made, int counted, Instant first, Instant firstCounted) {
    private static Tally none(Instant now) {
      return new Tally(0, 0, now, null);
    }

    private Tally plus(boolean counts, Instant now) {
      Instant since = counts && firstCounted == null ? now : firstCounted;
      return new Tally(made + 1, counted + (counts ? 1 : 0), first, since);
    }
  }

  Attempts(RecordTable table, DeliveryOptions options, Clock clock) {
    this.table = table;
    this.options = options;
    this.clock = clock;
  }

  static Place place(String route, String event) {
    return new Place(TABLE, DeadLetter.key(route, event));
  }

  /**
   * The tally with the attempt that is being settled.
   *
   * @param found the record of those before, or null
   */
  Tally with(JsonNode found, boolean counts) {
    Instant now = clock.instant();
    Tally before = found == null ? Tally.none(now) : read(found);
    return before.plus(counts, now);
  }

  boolean isUsedUp(Tally tally) {
    return tally.counted() >= options.attempts()
        && !tally.firstCounted().plus(options.attemptsWindow()).isAfter(clock.instant());
  }

  void keep(String route, String event, Tally tally) throws IOException {
    table.put(DeadLetter.key(route, event), write(tally), Durability.PROCESS);
    table.forget(clock.instant().minus(WINDOW), MOST);
  }

  void forget(String route, String event) throws IOException {
    table.remove(DeadLetter.key(route, event), Durability.PROCESS);
  }

  private static JsonNode write(Tally tally) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("made", tally.made())
            .put("counted", tally.counted())
            .put("first", tally.first().toString());
    return tally.firstCounted() == null
        ? node
        : node.put("firstCounted", tally.firstCounted().toString());
  }

  private static Tally read(JsonNode node) {
    JsonNode since = node.get("firstCounted");
    return new Tally(
        node.path("made").asInt(),
        node.path("counted").asInt(),
        Instant.parse(node.path("first").asText()),
        since == null ? null : Instant.parse(since.asText()));
  }
}
