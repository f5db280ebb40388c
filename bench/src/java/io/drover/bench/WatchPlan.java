package io.drover.bench;

/**
 * How much of what is measured.
 *
 * @param services that are watched, each with one Ingress
 * @param rounds how often all Ingresses are made
 * @param connections of those who prepare it
 * @param atOnce on how many Services Drover works at once, and how many applies the raw client has
 * @param edits of one Service after another, at rest
 * @param failovers how often the leader is killed
 * @param leaseSeconds of the leader
 */
record WatchPlan(
    int services,
    int rounds,
    int connections,
    int atOnce,
    int edits,
    int failovers,
    int leaseSeconds) {}
