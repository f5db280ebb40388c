package io.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is uploaded, and what is done to whom, when: the same for the same seed. */
record CarrierPlan(long seed, CarrierScale scale, List<Upload> uploads, List<Blow> blows) {
  private static final List<String> NAMES =
      List.of("bear", "My Bear+1 100% \u00e9", "it's $(x) `y` & \"z\"", "-a@b", "deep/er/%2F");

  static CarrierPlan draw(long seed, CarrierScale scale) {
    Random random = new Random(seed);
    Duration time = scale.duration();
    List<Blow> blows = new ArrayList<>();
    Fault end = scale.sweeps() ? Fault.MINIO_KILLED : Fault.MINIO_TERMINATED;
    add(blows, random, time, scale.kills(), Fault.KILL);
    add(blows, random, time, scale.ends(), end);
    add(blows, random, time, scale.natsKills(), Fault.NATS_KILLED);
    add(blows, random, time, scale.cuts(), Fault.LINE_CUT);
    add(blows, random, time, scale.listeners(), Fault.LISTENER_LEFT);
    add(blows, random, time, scale.apiRestarts(), Fault.API_RESTART);
    return new CarrierPlan(seed, scale, uploads(random, scale), blows);
  }

  private static void add(List<Blow> blows, Random random, Duration time, int count, Fault fault) {
    if (count > 0) {
      blows.addAll(Blow.spread(random, time, count, List.of(fault)));
    }
  }

  private static List<Upload> uploads(Random random, CarrierScale scale) {
    List<Upload> uploads = new ArrayList<>();
    int most = (int) scale.duration().toMillis();
    for (int i = 0; i < scale.uploads(); i++) {
      int at = Blow.moment(random, most, i, scale.uploads());
      uploads.add(upload(at, random, scale, i));
    }
    return uploads;
  }

  private static Upload upload(int at, Random random, CarrierScale scale, int i) {
    double kind = random.nextDouble();
    if (kind < 0.06) {
      return new Upload(at, ChaosRoute.PREFIX + "notes-" + i + ".txt", "text/plain");
    }
    if (kind < 0.1) {
      return new Upload(at, "elsewhere/" + i + ".png", "image/png");
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    int one = random.nextInt(Math.max(1, scale.uploads() / 10));
    return new Upload(at, ChaosRoute.PREFIX + name + "-" + one + ".png", "image/png");
  }
}
