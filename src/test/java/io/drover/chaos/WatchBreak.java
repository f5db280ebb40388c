package io.drover.chaos;

/** A promise that the harness can break in Drover's place, to show that it sees what follows. */
enum WatchBreak {
  NONE,
  /** Drover hears nothing any more of what changes. */
  DEAF,
  /** What Drover deletes stays. */
  KEEP_DELETED,
  /** Drover does not see what is there already, and writes over it. */
  OVERWRITE,
  /** Drover writes the same again and again. */
  RESTLESS
}
