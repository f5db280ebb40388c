package io.drover.bench;

import io.drover.bench.QueueRounds.Contender;

/**
 * How much is measured.
 *
 * @param events in the queue of Drover, and creates of the raw client
 * @param warmUp events before these
 * @param peerEvents in the queue of Argo Events; 0 leaves it out
 * @param peerWarmUp events before these
 * @param connections creates at once
 */
record QueuePlan(
    int rounds, int events, int warmUp, int peerEvents, int peerWarmUp, int connections) {
  /** More than any part may take. */
  static final int SECONDS = 900;

  /** Drover as a contender. */
  Contender drover(QueueReader drover, QueueGoal goal) {
    return QueueRounds.reader(drover, goal, warmUp, events);
  }

  /** Argo Events as a contender. */
  Contender peer(QueueReader sensor, QueueGoal goal) {
    return QueueRounds.reader(sensor, goal, peerWarmUp, peerEvents);
  }
}
