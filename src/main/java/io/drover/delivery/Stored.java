package io.drover.delivery;

import java.time.Instant;

/**
 * What a context's store holds at one moment.
 *
 * @param location where it is, in words; null while no source has opened it
 * @param isWritable whether the last write to it went well
 * @param ledger how many finished events are known again
 * @param deadLetters how many there are
 * @param deadLetterBytes how much they take
 * @param deadLetterBytesLimit how much they may take
 * @param oldestDeadLetter when it was kept, or null
 */
public record Stored(
    String location,
    boolean isWritable,
    int ledger,
    int deadLetters,
    long deadLetterBytes,
    long deadLetterBytesLimit,
    Instant oldestDeadLetter) {
  static final Stored NOTHING = new Stored(null, true, 0, 0, 0, 0, null);
}
