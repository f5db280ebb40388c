package io.drover.event;

import java.util.Locale;

/** What became of an event; the source acts on it (see docs/delivery.md). */
public enum Outcome {
  /** The route ended and its actions succeeded. */
  DONE,
  /** No action ran, because a condition, a filter or a script decided so. */
  FILTERED,
  /** The action had already happened for this event. */
  DUPLICATE,
  /** Could succeed unchanged later; the source keeps the event. */
  RETRY,
  /** Cannot succeed unchanged; kept as a dead letter, or parked for a watch. */
  DEAD;

  /** The word used in answers, logs, metrics and tests: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
