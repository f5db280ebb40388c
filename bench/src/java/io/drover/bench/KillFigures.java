package io.drover.bench;

import java.util.Collection;

/**
 * What was there at rest.
 *
 * @param kills that hit it at work
 * @param workflows how many there are
 * @param lost events without one
 * @param doubled Workflows of events that have another one
 */
record KillFigures(int kills, int workflows, int lost, int doubled, double seconds) {
  /**
   * Judges.
   *
   * @param numbers of the events whose Workflows there are, once for each Workflow
   */
  static KillFigures of(int kills, int events, Collection<Integer> numbers, double seconds) {
    int distinct = (int) numbers.stream().distinct().count();
    return new KillFigures(
        kills, numbers.size(), events - distinct, numbers.size() - distinct, seconds);
  }
}
