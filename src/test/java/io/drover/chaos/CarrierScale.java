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
 * @param dropEvery which of the notifications by webhook nobody gets, though MinIO is answered
 *     well: every so many-th; 0 for none
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
    int dropEvery,
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
        0,
        Duration.ofMinutes(4));
  }

  /** Nothing but notifications by webhook that are answered and dropped. */
  static CarrierScale dropping(int sweepSeconds) {
    return new CarrierScale(
        Carrier.WEBHOOK,
        1,
        sweepSeconds,
        20,
        Duration.ofSeconds(4),
        0,
        0,
        0,
        0,
        0,
        0,
        3,
        Duration.ofSeconds(20));
  }

  boolean sweeps() {
    return sweepSeconds > 0;
  }
}
