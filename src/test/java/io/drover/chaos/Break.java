package io.drover.chaos;

/** A promise that the harness can break in Drover's place, to show that it sees what follows. */
enum Break {
  NONE,
  /** MinIO is told that an event is done before Drover has it. */
  ACKNOWLEDGE_EARLY,
  /** Drover forgets what is finished before an event comes again. */
  SKIP_LEDGER
}
