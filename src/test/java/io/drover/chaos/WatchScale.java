package io.drover.chaos;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param replicas of Drover, the leader of which is killed or stands still
 * @param deeds what people do within the duration
 * @param compactions of etcd, the API server being killed and started each time
 * @param cuts of all connections
 * @param nthWrite every so many-th write of Drover fails
 * @param hang how long a write hangs, if that is how it fails
 * @param requestTimeout how long Drover waits for an answer
 * @param pause how long it stands still
 * @param right when all has to be right after the last fault
 * @param rest how long it is then watched
 */
record WatchScale(
    int replicas,
    int services,
    int deeds,
    Duration duration,
    int kills,
    int compactions,
    int pauses,
    int cuts,
    int nthWrite,
    Duration hang,
    Duration requestTimeout,
    Duration pause,
    Duration right,
    Duration rest) {
  private static final int NEVER = Integer.MAX_VALUE;

  static final WatchScale SOAK =
      new WatchScale(
          1,
          500,
          4000,
          Duration.ofMinutes(4),
          12,
          5,
          6,
          10,
          5,
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(6),
          Duration.ofSeconds(30));

  /** At most a minute, with each kind of fault. */
  static final WatchScale SLICE =
      new WatchScale(
          1,
          60,
          240,
          Duration.ofSeconds(20),
          3,
          1,
          1,
          2,
          5,
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3));

  /** The same of several replicas, each of which in turn leads and stands still for long. */
  WatchScale withReplicas(int count, Duration standstill) {
    return new WatchScale(
        count,
        services,
        deeds,
        duration,
        kills,
        compactions,
        pauses,
        cuts,
        nthWrite,
        hang,
        requestTimeout,
        standstill,
        right,
        rest);
  }

  /** No faults, for promises that are broken on purpose. */
  static final WatchScale CALM =
      new WatchScale(
          1,
          20,
          40,
          Duration.ofSeconds(2),
          0,
          0,
          0,
          0,
          NEVER,
          Duration.ZERO,
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));
}
