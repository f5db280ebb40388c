package io.drover.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is uploaded, and what is done to whom, when: the same for the same seed. */
record ChaosPlan(long seed, ChaosScale scale, List<Upload> uploads, List<Blow> blows) {
  /** The first one comes before any other kill: the moment at which a wrong order loses. */
  private static final List<Fault> KILLS =
      List.of(Fault.KILL_BEFORE_CREATE, Fault.KILL_AFTER_CREATE, Fault.KILL);

  private static final List<String> NAMES =
      List.of("bear", "My Bear+1 100% \u00e9", "it's $(x) `y`", "-a@b", "deep/er/%2F");

  static ChaosPlan draw(long seed, ChaosScale scale) {
    Random random = new Random(seed);
    List<Blow> blows = new ArrayList<>();
    for (int i = 0; i < scale.kills(); i++) {
      Fault kill = KILLS.get(i % KILLS.size());
      blows.add(blow(random, scale, i, scale.kills(), kill));
    }
    for (int i = 0; i < scale.apiRestarts(); i++) {
      blows.add(blow(random, scale, i, scale.apiRestarts(), Fault.API_RESTART));
    }
    for (int i = 0; i < scale.fullDisks(); i++) {
      blows.add(blow(random, scale, i, scale.fullDisks(), Fault.DISK_FULL));
    }
    return new ChaosPlan(seed, scale, uploads(random, scale, blows), blows);
  }

  /** The i-th of n in the first four fifths, so that uploads follow it. */
  private static Blow blow(Random random, ChaosScale scale, int i, int n, Fault fault) {
    int most = (int) scale.duration().toMillis() * 4 / 5;
    return new Blow(moment(random, most, i, n), fault);
  }

  /** A moment in the i-th of n equal parts. */
  private static int moment(Random random, int most, int i, int n) {
    int part = most / n;
    return i * part + random.nextInt(part);
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
    int at = moment(random, (int) scale.duration().toMillis(), i, scale.uploads());
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
