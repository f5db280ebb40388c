package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is written down of events, so that a decision outlives the process: it is kept before the
 * source acknowledges. If it cannot be, the outcome is {@code retry}. Thread-safe.
 */
final class DeliveryRecords {
  private final RecordStore store;
  private final RecordTable ledgerTable;
  private final Ledger ledger;
  private final Attempts attempts;
  private final DeadLetters letters;
  private final Secrets secrets;
  private final Circuit disk;
  private final Clock clock;

  DeliveryRecords(
      RecordStore store, DeliveryOptions options, Secrets secrets, Circuit disk, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.disk = disk;
    this.clock = clock;
    ledgerTable = store.table(Ledger.TABLE);
    ledger = new Ledger(ledgerTable, options, clock);
    attempts = new Attempts(store.table(Attempts.TABLE), options, clock);
    letters = new DeadLetters(store.table(DeadLetter.TABLE), options, clock);
    letters.limit();
  }

  RecordStore store() {
    return store;
  }

  Ledger ledger() {
    return ledger;
  }

  Stored stored() {
    return new Stored(
        store.location(),
        !disk.isOpen(),
        store.trouble(),
        ledger.size(),
        letters.size(),
        letters.bytes(),
        letters.bytesLimit(),
        letters.oldest());
  }

  DeadLetters letters() {
    return letters;
  }

  /**
   * What is known of an event.
   *
   * @param finished what had been done, or null if it is not finished
   * @param tally the record of the attempts at it, or null
   * @param isDead whether there is a dead letter of it
   */
  record Known(String finished, JsonNode tally, boolean isDead) {}

  /**
   * Looks an event up.
   *
   * @throws IOException if that is not possible now
   */
  Known known(String route, CloudEvent event, int replay) throws IOException {
    List<JsonNode> found =
        looking(
            route,
            () ->
                store.get(
                    List.of(
                        Ledger.Key.ofEvent(route, event.id(), replay).place(),
                        Attempts.place(route, event.id()),
                        DeadLetter.place(route, event.id()))));
    return new Known(Ledger.what(found.get(0)), found.get(1), found.get(2) != null);
  }

  /**
   * What a sender is told of an event that is finished already, or null if it is not.
   *
   * @throws IOException if that cannot be found out
   */
  Settlement finished(Delivery delivery) throws IOException {
    Known known = known(delivery.route(), delivery.event(), delivery.replay());
    delivery.known(known);
    if (known.finished() == null) {
      return null;
    }
    String reason = "was finished before: " + known.finished();
    return new Settlement(
        delivery.route(), delivery.event(), Outcome.DUPLICATE, reason, null, null);
  }

  boolean isFinished(String route, CloudEvent event) throws IOException {
    Known known = known(route, event, 0);
    return known.finished() != null || known.isDead();
  }

  /** What had been done of a part, or null. */
  String what(Ledger.Key key) throws IOException {
    return looking(key.route(), () -> ledger.what(key));
  }

  /** How long sources are held because nothing can be written down. */
  Duration hold(String route) {
    if (disk.isOpen() && disk.hold().isZero()) {
      try {
        writing(route, ledgerTable::probe);
      } catch (IOException | UnavailableException e) {
        return disk.hold().plusMillis(1); // not zero, whatever the clock
      }
    }
    return disk.hold();
  }

  /**
   * Writes down what was decided.
   *
   * @return the settlement to act on, with the number of the attempt
   */
  Settlement keep(Settlement decided, Delivery delivery) {
    try {
      Known known = delivery.known();
      if (known == null) {
        known = known(decided.route(), decided.event(), delivery.replay());
      }
      return switch (decided.outcome()) {
        case DONE, DUPLICATE -> finish(decided, delivery, known);
        case FILTERED -> conclude(decided, known);
        case RETRY -> tryAgain(decided, delivery, known);
        case DEAD -> bury(decided, delivery, attempts.with(known.tally(), true));
      };
    } catch (IOException | RuntimeException | Error e) {
      String reason = decided.reason() + " (writing that down: " + Reason.of(e) + ")";
      return decided.with(Outcome.RETRY, secrets.mask(reason));
    }
  }

  /** In this order: after a crash in between, the letter is replayed and found finished. */
  private Settlement finish(Settlement decided, Delivery delivery, Known known) throws IOException {
    Map<Ledger.Key, String> finished = new LinkedHashMap<>();
    String event = decided.event().id();
    if (known.finished() == null) {
      finished.put(Ledger.Key.ofEvent(decided.route(), event, delivery.replay()), decided.reason());
    }
    Ledger.Key repeated = Ledger.Key.ofEvent(decided.route(), event, 0);
    if (delivery.replay() != 0 && what(repeated) == null) {
      finished.put(
          repeated, decided.reason()); // which its sender may repeat after a replay by force
    }
    for (String part : delivery.parts()) {
      Ledger.Key key = Ledger.Key.ofEvent(decided.route(), part, 0);
      if (what(key) == null) {
        finished.put(key, decided.reason());
      }
    }
    writing(
        decided.route(),
        () -> {
          if (!finished.isEmpty()) {
            ledger.finish(finished);
          }
          forget(decided, known);
        });
    return decided.numbered(attempts.with(known.tally(), false).made());
  }

  /** A filtered event leaves nothing behind. */
  private Settlement conclude(Settlement decided, Known known) throws IOException {
    forget(decided, known);
    return decided.numbered(attempts.with(known.tally(), false).made());
  }

  private void forget(Settlement decided, Known known) throws IOException {
    if (known.tally() != null) {
      attempts.forget(decided.route(), decided.event().id());
    }
    if (known.isDead()) {
      letters.remove(DeadLetter.key(decided.route(), decided.event().id()));
    }
  }

  private Settlement tryAgain(Settlement decided, Delivery delivery, Known known)
      throws IOException {
    boolean counts = decided.verdict().counts();
    Attempts.Tally tally = attempts.with(known.tally(), counts);
    if (counts && attempts.isUsedUp(tally)) {
      String reason = "still so after " + tally.counted() + " attempts: " + decided.reason();
      return bury(decided.with(Outcome.DEAD, reason), delivery, tally);
    }
    Settlement numbered = decided.numbered(tally.made());
    writing(decided.route(), () -> attempts.keep(decided.route(), decided.event().id(), tally));
    finishParts(numbered, delivery);
    return numbered;
  }

  private Settlement bury(Settlement dead, Delivery delivery, Attempts.Tally tally)
      throws IOException {
    Object payload = secrets.maskPayload(delivery.payload());
    DeadLetter letter =
        DeadLetter.of(dead, payload, delivery.replay(), tally, clock.instant())
            .masked(!Objects.deepEquals(payload, delivery.payload()));
    finishParts(dead, delivery);
    writing(
        dead.route(),
        () -> {
          attempts.keep(dead.route(), dead.event().id(), tally);
          letters.keep(letter);
        });
    return dead.numbered(tally.made());
  }

  /** Of an event that is not finished, the parts that are. */
  private void finishParts(Settlement settlement, Delivery delivery) throws IOException {
    Map<Ledger.Key, String> parts = new LinkedHashMap<>();
    for (Delivery.Report report : delivery.actions()) {
      Ledger.Key key = delivery.key(report.step(), report.part());
      if (what(key) == null) {
        parts.put(key, report.text());
      }
    }
    if (!parts.isEmpty()) {
      writing(settlement.route(), () -> ledger.finish(parts));
    }
  }

  /** A write. */
  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  /** That one record is too large says nothing of others. */
  private void writing(String route, Write write) throws IOException {
    RecordTooLargeException tooLarge;
    try {
      tooLarge =
          disk.call(
              route,
              () -> {
                try {
                  write.run();
                  return null;
                } catch (RecordTooLargeException e) {
                  return e;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (tooLarge != null) {
      throw tooLarge;
    }
  }

  /** A look. */
  @FunctionalInterface
  private interface Look<T> {
    T run() throws IOException;
  }

  /** That it is answered does not say that anything can be written down. */
  private <T> T looking(String route, Look<T> look) throws IOException {
    try {
      return look.run();
    } catch (IOException e) {
      disk.missed(route, Reason.of(e));
      throw e;
    }
  }
}
