package io.drover.bench;

import java.util.List;
import java.util.Random;

/**
 * When a reader is killed, the same for each.
 *
 * @param events in its queue
 * @param progress for each kill how many more Workflows there are before it
 */
record KillPlan(int events, List<Integer> progress) {
  /**
   * Kills at any moment in the first two thirds of the work.
   *
   * @param seed of chance
   */
  static KillPlan of(long seed, int events, int kills) {
    int most = Math.max(1, events * 4 / 3 / Math.max(1, kills));
    return new KillPlan(events, new Random(seed).ints(kills, 1, most + 1).boxed().toList());
  }
}
