package io.drover.chaos;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param carrier what MinIO sends events by
 * @param replicas of Drover; several have their store and their bus in JetStream
 * @param sweepSeconds between two looks for what the carrier lost; 0 for none, and MinIO is then
 *     ended by SIGTERM and not by -9, and nothing uploaded until it sends events again
 * @param duration of uploads and blows
 * @param ends how often MinIO is ended
 * @param cuts of a listener's connection, each inside a line that MinIO is writing
 * @param listeners that others open and close again beside Drover's
 * @param right when all has to be right after the last blow
 */
record CarrierScale(
    Carrier carrier,
    int replicas,
    int sweepSeconds,
    int uploads,
    Duration duration,
    int kills,
    int ends,
    int natsKills,
    int cuts,
    int listeners,
    int apiRestarts,
    Duration right) {
  static final int SWEEP_SECONDS = 3;

  /** At most a minute, with each kind of fault. */
  static CarrierScale slice(Carrier carrier, int replicas, int sweepSeconds) {
    return new CarrierScale(
        carrier,
        replicas,
        sweepSeconds,
        80,
        Duration.ofSeconds(20),
        3,
        1,
        1,
        carrier == Carrier.LISTEN ? 3 : 0,
        carrier == Carrier.LISTEN ? 2 : 0,
        0,
        Duration.ofSeconds(90));
  }

  static CarrierScale soak(Carrier carrier, int replicas, int sweepSeconds) {
    return new CarrierScale(
        carrier,
        replicas,
        sweepSeconds,
        1000,
        Duration.ofMinutes(4),
        16,
        8,
        6,
        carrier == Carrier.LISTEN ? 16 : 0,
        carrier == Carrier.LISTEN ? 8 : 0,
        2,
        Duration.ofMinutes(4));
  }

  /** Nothing but an ended MinIO, whose listeners hear nothing of what was uploaded meanwhile. */
  static CarrierScale calm(Carrier carrier, int sweepSeconds) {
    return new CarrierScale(
        carrier,
        1,
        sweepSeconds,
        20,
        Duration.ofSeconds(8),
        1,
        0,
        0,
        0,
        0,
        0,
        Duration.ofSeconds(15));
  }

  boolean sweeps() {
    return sweepSeconds > 0;
  }
}
