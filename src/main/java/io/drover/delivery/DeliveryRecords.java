package io.drover.delivery;

import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
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
    ledgerTable = store.table("ledger");
    ledger = new Ledger(ledgerTable, options, clock);
    attempts = new Attempts(store.table("attempts"), options, clock);
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
   * What a sender is told of an event that is finished already, or null if it is not.
   *
   * @throws IOException if that cannot be found out
   */
  Settlement finished(String route, CloudEvent event, int replay) throws IOException {
    Ledger.Key key = Ledger.Key.ofEvent(route, event.id(), replay);
    if (!ledger.has(key)) {
      return null;
    }
    String reason = "was finished before: " + ledger.what(key);
    return new Settlement(route, event, Outcome.DUPLICATE, reason, null, null);
  }

  boolean isFinished(String route, CloudEvent event) throws IOException {
    return ledger.has(Ledger.Key.ofEvent(route, event.id(), 0))
        || letters.get(DeadLetter.key(route, event.id())) != null;
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
      return switch (decided.outcome()) {
        case DONE, DUPLICATE -> finish(decided, delivery);
        case FILTERED -> conclude(decided);
        case RETRY -> tryAgain(decided, delivery);
        case DEAD -> bury(decided, delivery, tally(decided, true));
      };
    } catch (IOException | RuntimeException | Error e) {
      String reason = decided.reason() + " (writing that down: " + Reason.of(e) + ")";
      return decided.with(Outcome.RETRY, secrets.mask(reason));
    }
  }

  /** In this order: after a crash in between, the letter is replayed and found finished. */
  private Settlement finish(Settlement decided, Delivery delivery) throws IOException {
    Attempts.Tally tally = tally(decided, false);
    Map<Ledger.Key, String> finished = new LinkedHashMap<>();
    finish(decided, delivery.replay(), finished);
    finish(decided, 0, finished); // which its sender may repeat after a replay by force
    writing(
        decided.route(),
        () -> {
          if (!finished.isEmpty()) {
            ledger.finish(finished);
          }
          forget(decided);
        });
    return decided.numbered(tally.made());
  }

  private void finish(Settlement decided, int replay, Map<Ledger.Key, String> finished) {
    Ledger.Key key = Ledger.Key.ofEvent(decided.route(), decided.event().id(), replay);
    if (!ledger.has(key)) {
      finished.put(key, decided.reason());
    }
  }

  /** A filtered event leaves nothing behind. */
  private Settlement conclude(Settlement decided) throws IOException {
    Attempts.Tally tally = tally(decided, false);
    forget(decided);
    return decided.numbered(tally.made());
  }

  private void forget(Settlement decided) throws IOException {
    attempts.forget(decided.route(), decided.event().id());
    letters.remove(DeadLetter.key(decided.route(), decided.event().id()));
  }

  private Settlement tryAgain(Settlement decided, Delivery delivery) throws IOException {
    boolean counts = decided.verdict().counts();
    Attempts.Tally tally = tally(decided, counts);
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
            .masked(!Objects.deepEquals(payload, delivery.payload()))
            .after(letters.get(DeadLetter.key(dead.route(), dead.event().id())));
    finishParts(dead, delivery);
    writing(
        dead.route(),
        () -> {
          attempts.keep(dead.route(), dead.event().id(), tally);
          letters.keep(letter);
        });
    return dead.numbered(tally.made());
  }

  private Attempts.Tally tally(Settlement decided, boolean counts) throws IOException {
    return attempts.with(decided.route(), decided.event().id(), counts);
  }

  /** Of an event that is not finished, the parts that are. */
  private void finishParts(Settlement settlement, Delivery delivery) throws IOException {
    Map<Ledger.Key, String> parts = new LinkedHashMap<>();
    for (Delivery.Report report : delivery.actions()) {
      Ledger.Key key = delivery.key(report.step(), report.part());
      if (!ledger.has(key)) {
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

  private void writing(String route, Write write) throws IOException {
    try {
      disk.call(
          route,
          () -> {
            try {
              write.run();
              return null;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
