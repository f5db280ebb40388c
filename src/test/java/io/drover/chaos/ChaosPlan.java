package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is uploaded, and what is done to whom, when: the same for the same seed. */
record ChaosPlan(long seed, ChaosScale scale, List<Upload> uploads, List<Blow> blows) {
  /** The first one comes before any other kill: the moment at which a wrong order loses. */
  private static final List<Fault> KILLS =
      List.of(Fault.KILL_BEFORE_ACTION, Fault.KILL_AFTER_ACTION, Fault.KILL);

  private static final List<String> NAMES =
      List.of("bear", "My Bear+1 100% \u00e9", "it's $(x) `y`", "-a@b", "deep/er/%2F");

  static ChaosPlan draw(long seed, ChaosScale scale) {
    Random random = new Random(seed);
    Duration time = scale.duration();
    List<Blow> blows = new ArrayList<>(Blow.spread(random, time, scale.kills(), KILLS));
    blows.addAll(Blow.spread(random, time, scale.apiRestarts(), List.of(Fault.API_RESTART)));
    blows.addAll(Blow.spread(random, time, scale.fullDisks(), List.of(Fault.DISK_FULL)));
    return new ChaosPlan(seed, scale, uploads(random, scale, blows), blows);
  }

  private static List<Upload> uploads(Random random, ChaosScale scale, List<Blow> blows) {
    List<Upload> uploads = new ArrayList<>();
    for (Blow blow : blows) {
      if (blow.fault() == Fault.DISK_FULL) { // a dead letter that cannot be written
        uploads.add(poison(blow.atMillis() + 100, random, uploads.size()));
      }
    }
    while (uploads.size() < scale.uploads()) {
      uploads.add(upload(random, scale, uploads.size()));
    }
    return uploads;
  }

  private static Upload upload(Random random, ChaosScale scale, int i) {
    int at = Blow.moment(random, (int) scale.duration().toMillis(), i, scale.uploads());
    double kind = random.nextDouble();
    if (kind < 0.06) {
      return poison(at, random, i);
    }
    if (kind < 0.12) {
      return new Upload(at, ChaosRoute.PREFIX + "notes-" + i + ".txt", "text/plain");
    }
    if (kind < 0.15) {
      return new Upload(at, "elsewhere/" + i + ".png", "image/png");
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    int one = random.nextInt(Math.max(1, scale.uploads() / 10));
    return new Upload(at, ChaosRoute.PREFIX + name + "-" + one + ".png", "image/png");
  }

  private static Upload poison(int at, Random random, int i) {
    Poison kind = Poison.ALL.get(random.nextInt(Poison.ALL.size()));
    return new Upload(at, ChaosRoute.PREFIX + i + "-" + kind.mark() + ".gif", "image/gif");
  }
}
