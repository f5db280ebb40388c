package io.drover.chaos;

import io.drover.chaos.Deed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Who does what, and what is done to Drover, when: the same for the same seed. */
record WatchPlan(long seed, WatchScale scale, List<Deed> deeds, List<Blow> blows) {
  private static final List<Fault> KILLS =
      List.of(Fault.KILL_BEFORE_ACTION, Fault.KILL, Fault.KILL_AFTER_ACTION);

  /** As often as each is here. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.PUT,
          Kind.PUT,
          Kind.PUT,
          Kind.PUT,
          Kind.DELETE,
          Kind.RENEW,
          Kind.EDIT,
          Kind.EDIT,
          Kind.REMOVE,
          Kind.TAKE);

  static WatchPlan draw(long seed, WatchScale scale) {
    Random random = new Random(seed);
    List<Blow> blows = new ArrayList<>();
    blows.addAll(Blow.spread(random, scale.duration(), scale.kills(), KILLS));
    blows.addAll(
        Blow.spread(random, scale.duration(), scale.compactions(), List.of(Fault.COMPACTED)));
    blows.addAll(Blow.spread(random, scale.duration(), scale.cuts(), List.of(Fault.WATCHES_CUT)));
    blows.addAll(Blow.spread(random, scale.duration(), scale.pauses(), List.of(Fault.STOPPED)));
    return new WatchPlan(seed, scale, deeds(random, scale), blows);
  }

  private static List<Deed> deeds(Random random, WatchScale scale) {
    int millis = (int) scale.duration().toMillis();
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < scale.services(); i++) {
      if (isSpoilt(i)) {
        deeds.add(new Deed(random.nextInt(millis), Kind.SPOIL, i, 0));
      } else if (isDeleted(i)) {
        deeds.add(new Deed(random.nextInt(millis), Kind.DELETE, i, 0));
      }
    }
    List<Integer> others =
        IntStream.range(0, scale.services()).boxed().filter(i -> !isRight(i)).toList();
    for (int i = 0; i < scale.deeds(); i++) {
      int at = Blow.moment(random, millis, i, scale.deeds());
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      int service = others.get(random.nextInt(others.size()));
      deeds.add(new Deed(at, kind, service, random.nextLong()));
    }
    return deeds;
  }

  /** One that is right at first, gets a mistake, and is to keep the Ingress that it has. */
  private static boolean isSpoilt(int service) {
    return service % 10 == 0;
  }

  /** One that is right at first, is deleted, and never comes again. */
  private static boolean isDeleted(int service) {
    return service % 10 == 7;
  }

  /** One that is right at first, and to which then only one thing is done. */
  static boolean isRight(int service) {
    return isSpoilt(service) || isDeleted(service);
  }

  /** One that is there at first. */
  static boolean isThere(int service) {
    return service % 6 != 5;
  }

  /** One whose Ingress's name a stranger has at first. */
  static boolean isTaken(int service) {
    return service % 9 == 4;
  }
}
