package io.drover.chaos;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param duration of uploads and blows
 * @param faultsUntil when requests end to fail at the latest
 * @param requestFaults their probability, for each request to the API server
 * @param notificationFaults their probability, for each notification
 * @param hang how long a request hangs
 * @param requestTimeout how long Drover waits for an answer
 */
record ChaosScale(
    int uploads,
    Duration duration,
    Duration faultsUntil,
    int kills,
    int apiRestarts,
    int fullDisks,
    double requestFaults,
    double notificationFaults,
    Duration hang,
    Duration requestTimeout) {

  /** What the issue asks for. */
  static final ChaosScale SOAK =
      new ChaosScale(
          1000,
          Duration.ofMinutes(6),
          Duration.ofMinutes(9),
          25,
          4,
          8,
          0.06,
          0.04,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** At most a minute, with each kind of fault. */
  static final ChaosScale SLICE =
      new ChaosScale(
          80,
          Duration.ofSeconds(20),
          Duration.ofSeconds(35),
          3,
          1,
          1,
          0.15,
          0.1,
          Duration.ofSeconds(4),
          Duration.ofSeconds(2));

  /** Nothing but a kill, with uploads a good while after it, however slow the machine. */
  static final ChaosScale ONE_KILL =
      new ChaosScale(
          10,
          Duration.ofSeconds(6),
          Duration.ofSeconds(6),
          1,
          0,
          0,
          0,
          0,
          Duration.ZERO,
          Duration.ofSeconds(10));

  /** Nothing but answers that are lost, every other one. */
  static final ChaosScale REPEATS =
      new ChaosScale(
          20,
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          0,
          0,
          0,
          0,
          0.5,
          Duration.ZERO,
          Duration.ofSeconds(10));
}
