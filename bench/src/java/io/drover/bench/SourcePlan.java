package io.drover.bench;

/**
 * How much is measured of each source.
 *
 * @param warmUp events before those that count
 * @param connections events at once
 */
record SourcePlan(int rounds, int events, int warmUp, int connections) {}
