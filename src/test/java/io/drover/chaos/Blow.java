package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fault of the plan's time line, and not of a single request. */
record Blow(int atMillis, Fault fault) {
  /**
   * So many, of the kinds in turns, each at a moment of its own equal part of the first four fifths
   * of a time: so that something follows the last.
   */
  static List<Blow> spread(Random random, Duration time, int count, List<Fault> kinds) {
    int most = (int) time.toMillis() * 4 / 5;
    List<Blow> blows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blows.add(new Blow(moment(random, most, i, count), kinds.get(i % kinds.size())));
    }
    return blows;
  }

  /** A moment in the i-th of n equal parts. */
  static int moment(Random random, int most, int i, int n) {
    int part = most / n;
    return i * part + random.nextInt(part);
  }
}
