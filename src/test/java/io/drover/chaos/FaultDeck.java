package io.drover.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws faults by chance, the kinds in turns: each comes once before one comes again. Thread-safe.
 */
final class FaultDeck {
  private final Random random;
  private final double probability;
  private final List<Fault> kinds;
  private final List<Fault> left = new ArrayList<>();
  private boolean healed;

  FaultDeck(long seed, double probability, List<Fault> kinds) {
    this.random = new Random(seed);
    this.probability = probability;
    this.kinds = kinds;
  }

  /** A fault, or null in most cases. */
  synchronized Fault draw() {
    if (healed || random.nextDouble() >= probability) {
      return null;
    }
    if (left.isEmpty()) {
      left.addAll(kinds);
      Collections.shuffle(left, random);
    }
    return left.remove(left.size() - 1);
  }

  /** From here on there are none. */
  synchronized void heal() {
    healed = true;
  }
}
