package io.drover.delivery;

import io.drover.event.CloudEvent;
import io.drover.event.Outcome;

/**
 * The end of one attempt at an event.
 *
 * @param route the route that had it
 * @param event its attributes
 * @param outcome the decision
 * @param reason why, in words for a person: what an action made, which filter did not match, what
 *     went wrong
 * @param step the step that decided, or null if none did
 * @param cause the exception of {@code retry} and {@code dead}, or null
 * @param attempt which attempt at the event this was, from 1
 */
public record Settlement(
    String route,
    CloudEvent event,
    Outcome outcome,
    String reason,
    String step,
    Throwable cause,
    int attempt) {

  /** The first attempt at an event. */
  public Settlement(
      String route,
      CloudEvent event,
      Outcome outcome,
      String reason,
      String step,
      Throwable cause) {
    this(route, event, outcome, reason, step, cause, 1);
  }

  Settlement with(Outcome newOutcome, String newReason) {
    return new Settlement(route, event, newOutcome, newReason, step, cause, attempt);
  }
}
