package io.drover.delivery;

import java.time.Instant;

/**
 * What a context's store holds at one moment.
 *
 * @param location where it is, in words; null while no source has opened it
 * @param isWritable whether the last write to it went well
 * @param trouble what keeps it from being read and written as far as it is known, or null
 * @param ledger how many finished events are known again
 * @param deadLetters how many there are
 * @param deadLetterBytes how much they take
 * @param deadLetterBytesLimit how much they may take
 * @param oldestDeadLetter when it was kept, or null
 */
public record Stored(
    String location,
    boolean isWritable,
    String trouble,
    int ledger,
    int deadLetters,
    long deadLetterBytes,
    long deadLetterBytesLimit,
    Instant oldestDeadLetter) {
  static final Stored NOTHING = new Stored(null, true, null, 0, 0, 0, 0, null);
}
