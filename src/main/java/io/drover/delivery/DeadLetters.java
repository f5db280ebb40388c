package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of a store, one for each event and route. When they take all the room that they
 * may, no event becomes one: its source keeps it. Thread-safe.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final double NEARLY = 0.8;
  private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

  private final RecordTable table;
  private final DeliveryOptions options;
  private final Clock clock;
  private Instant warned = Instant.MIN;

  DeadLetters(RecordTable table, DeliveryOptions options, Clock clock) {
    this.table = table;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Keeps a letter in place of an earlier one of the same event and route, of which it takes over
   * what {@link DeadLetter#after} says.
   *
   * @throws UnavailableException if there is no room
   * @throws IOException if it is not safely kept
   */
  void keep(DeadLetter letter) throws IOException {
    if (table.bytes() >= options.deadLetterBytes() && !table.contains(letter.key())) {
      throw new UnavailableException(
          "the dead letters take all of the "
              + options.deadLetterBytes() / 1_000_000
              + " MB that they may (drover.dead-letters.max-megabytes): replay or drop some with"
              + " drover dead-letters; docs/troubleshooting.md#dead-letters-full");
    }
    table.update(letter.key(), earlier -> letter.after(letter(earlier)).json(), Durability.MACHINE);
    limit();
  }

  /**
   * Raises the replay number of a letter for a request; once for each request.
   *
   * @return the letter as it is kept now: before it is used, so that a replay that is repeated
   *     after a crash is the same one
   */
  DeadLetter raise(DeadLetter letter, String request) throws IOException {
    AtomicReference<DeadLetter> raised = new AtomicReference<>();
    table.update(
        letter.key(),
        now -> {
          DeadLetter latest = now == null ? letter : letter(now);
          raised.set(latest.raisedFor(request));
          return raised.get().json();
        },
        Durability.MACHINE);
    return raised.get();
  }

  private static DeadLetter letter(JsonNode found) {
    return found == null ? null : new DeadLetter((ObjectNode) found);
  }

  /** Drops what is too old, and warns well before a limit is reached. */
  void limit() {
    Instant now = clock.instant();
    int expired = table.forget(now.minus(options.deadLetterAge()), Integer.MAX_VALUE);
    if (expired > 0) {
      LOG.warn("{} dead letters were older than {} and are gone", expired, age());
    }
    if (isNearlyTooMuch(now) && now.isAfter(lastWarning().plus(BETWEEN_WARNINGS))) {
      warned(now);
      LOG.warn(
          "{} dead letters take {} MB of {}, the oldest is of {}; they are dropped after {}: look"
              + " at them with drover dead-letters list",
          table.size(),
          table.bytes() / 1_000_000,
          options.deadLetterBytes() / 1_000_000,
          table.oldest(),
          age());
    }
  }

  private synchronized Instant lastWarning() {
    return warned;
  }

  private synchronized void warned(Instant now) {
    warned = now;
  }

  private boolean isNearlyTooMuch(Instant now) {
    Instant oldest = table.oldest();
    long soon = (long) (options.deadLetterAge().toMillis() * NEARLY);
    return table.bytes() > options.deadLetterBytes() * NEARLY
        || (oldest != null && oldest.plusMillis(soon).isBefore(now));
  }

  private String age() {
    return options.deadLetterAge().toDays() + " days";
  }

  /** A letter, or null. */
  DeadLetter get(String key) throws IOException {
    return letter(table.get(key));
  }

  List<String> keys() throws IOException {
    return table.keys();
  }

  void remove(String key) throws IOException {
    table.remove(key, Durability.MACHINE);
  }

  int size() {
    return table.size();
  }

  long bytes() {
    return table.bytes();
  }

  long bytesLimit() {
    return options.deadLetterBytes();
  }

  /** When the oldest letter was kept, or null. */
  Instant oldest() {
    return table.oldest();
  }
}
