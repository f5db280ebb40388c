package io.drover.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Draws faults, the kinds in turns: each comes once before one comes again. Thread-safe. */
final class FaultDeck {
  private final Random random;
  private final Predicate<Request> chance;
  private final List<Fault> kinds;
  private final List<Fault> left = new ArrayList<>();
  private boolean healed;

  /** For any request, by chance. */
  FaultDeck(long seed, double probability, List<Fault> kinds) {
    random = new Random(seed);
    chance = request -> random.nextDouble() < probability;
    this.kinds = kinds;
  }

  private FaultDeck(long seed, Predicate<Request> chance, List<Fault> kinds) {
    random = new Random(seed);
    this.chance = chance;
    this.kinds = kinds;
  }

  /** For every n-th write. */
  static FaultDeck ofWrites(long seed, int n, List<Fault> kinds) {
    AtomicInteger writes = new AtomicInteger();
    return new FaultDeck(
        seed, request -> request.isWrite() && writes.incrementAndGet() % n == 0, kinds);
  }

  /** A fault, or null in most cases. */
  synchronized Fault draw(Request request) {
    if (healed || !chance.test(request)) {
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
