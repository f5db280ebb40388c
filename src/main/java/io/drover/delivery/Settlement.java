package io.drover.delivery;

import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.time.Duration;

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
 * @param attempt which attempt at the event this was, from 1; 0 if a bus keeps it, and what becomes
 *     of it is settled by whoever takes it from there
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

  /** Of an event that a bus keeps, so that its sender need not. */
  static Settlement queued(String route, CloudEvent event, String where) {
    return new Settlement(route, event, Outcome.DONE, where, null, null, 0);
  }

  /** Whether a bus keeps the event. */
  public boolean isQueued() {
    return attempt == 0;
  }

  /** When a {@code retry} is worth trying again; zero if nobody said. */
  public Duration retryAfter() {
    return verdict().retryAfter();
  }

  /**
   * Whether it is an answer about this very event, and not about an API that is away or a limit.
   */
  public boolean isAboutEvent() {
    return verdict().counts();
  }

  Verdict verdict() {
    return cause == null ? Verdict.RETRY : Classifier.of(cause);
  }

  Settlement numbered(int newAttempt) {
    return new Settlement(route, event, outcome, reason, step, cause, newAttempt);
  }

  Settlement with(Outcome newOutcome, String newReason) {
    return new Settlement(route, event, newOutcome, newReason, step, cause, attempt);
  }
}
