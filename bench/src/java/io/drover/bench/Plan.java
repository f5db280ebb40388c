package io.drover.bench;

/**
 * How much is measured.
 *
 * @param rounds how often each subject is measured, idle and loaded
 * @param events of a loaded measurement
 * @param seconds that a loaded measurement takes at most
 * @param connections of a loaded measurement
 * @param idleEvents of an idle measurement
 * @param pauseMillis between two events of it
 * @param warmUp events under load before anything counts, for each subject
 */
record Plan(
    int rounds,
    int events,
    int seconds,
    int connections,
    int idleEvents,
    int pauseMillis,
    int warmUp) {}
